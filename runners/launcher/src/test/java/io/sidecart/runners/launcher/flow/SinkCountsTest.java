package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SinkCountsTest {

  @Test
  void nothingDiffersWhereEachMessageIsInEverySinkOrADeadLetter() {
    assertThat(counts(100, 97, 97, 97, 3, List.of()).differences(3)).isEmpty();
  }

  @Test
  void aRowThatASinkLacksIsTold() {
    assertThat(counts(100, 97, 96, 97, 3, List.of()).differences(3))
        .containsExactly(
            "96 rows in Cassandra, but 97 were expected",
            "96 distinct rows in Cassandra, but 97 were expected");
  }

  @Test
  void aRowThatStandsTwiceInCassandraIsTold() {
    assertThat(
            new SinkCounts(97, 97, 97, 1, 98, 97, 10, 0, 97, 97, 0, 0, 0.5, 0, 0, List.of())
                .differences(0))
        .containsExactly("98 rows in Cassandra, but 97 were expected");
  }

  @Test
  void aUserWhoseLatestRowIsNotOfTheLastEventIsTold() {
    assertThat(
            new SinkCounts(97, 97, 97, 1, 97, 97, 10, 1, 97, 97, 0, 0, 0.5, 0, 0, List.of())
                .differences(0))
        .containsExactly("1 users whose latest row is wrong, but 0 were expected");
  }

  @Test
  void aRowThatStandsTwiceAfterCompactionIsTold() {
    assertThat(counts(100, 98, 97, 97, 3, List.of()).differences(3))
        .containsExactly("98 rows in Parquet, but 97 were expected");
  }

  @Test
  void goodEventsAmongTheDeadLettersAreTold() {
    assertThat(counts(100, 90, 90, 90, 10, List.of()).differences(3)).isNotEmpty();
  }

  @Test
  void aMessageThatIsNowhereIsNamed() {
    assertThat(counts(100, 97, 97, 97, 3, List.of("cart/0/7")).differences(3))
        .containsExactly("1 messages are missing, cart/0/7 first");
  }

  @Test
  void aMessageThatWasSentTwiceIsToldAsARepeat() {
    SinkCounts counts = new SinkCounts(10, 7, 7, 1, 7, 7, 3, 0, 14, 7, 3, 3, 0.5, 0, 0, List.of());

    assertThat(counts.differences(3)).isEmpty();
    assertThat(counts.repeats())
        .containsExactly("14 recommendations in Kafka, but 7 were expected");
  }

  @Test
  void rowsThatKnowLessThanTheyCouldAreTold() {
    SinkCounts counts = new SinkCounts(10, 7, 7, 1, 7, 7, 3, 0, 7, 7, 3, 3, 0.5, 2, 1, List.of());

    assertThat(counts.poorAnswers())
        .containsExactly(
            "2 rows without features that the item has, but 0 were expected",
            "1 rows without the model that knows the user, but 0 were expected");
  }

  private static SinkCounts counts(
      long in, long parquet, long cassandra, long out, long dead, List<String> missing) {
    return new SinkCounts(
        in,
        parquet,
        Math.min(parquet, 97),
        1,
        cassandra,
        cassandra,
        10,
        0,
        out,
        out,
        dead,
        dead,
        0.5,
        0,
        0,
        missing);
  }
}
