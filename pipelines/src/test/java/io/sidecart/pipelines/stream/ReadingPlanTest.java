package io.sidecart.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.pipelines.stream.StreamOptions.From;
import io.sidecart.transforms.kafka.PartitionRange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingPlanTest {
  private static final Map<Integer, Long> BEGINNINGS = Map.of(0, 10L, 1, 0L);
  private static final Map<Integer, Long> ENDS = Map.of(0, 100L, 1, 50L);
  private static final Map<Integer, Long> WRITTEN = Map.of(0, 110L, 1, 50L);

  @Test
  void earliestBeginsAtWhatTheTopicStillHolds() {
    ReadingPlan plan = plan(From.earliest, Map.of(0, 60L, 1, 20L));

    assertThat(plan.starts()).isEqualTo(Map.of(0, 10L, 1, 0L));
    assertThat(plan.size()).isEqualTo(140);
  }

  @Test
  void whatIsCommittedOfATopicThatIsNoMoreIsFoundOut() {
    Map<Integer, Long> committed = Map.of(0, 60L, 1, 1_000L);

    assertThat(plan(From.earliest, committed).startsOfPartitionsMadeAnew(committed, WRITTEN))
        .isEqualTo(Map.of(1, 0L));
  }

  @Test
  void latestReadsNothingThatIsThereAlready() {
    ReadingPlan plan = plan(From.latest, Map.of(0, 60L));

    assertThat(plan.starts()).isEqualTo(ENDS);
    assertThat(plan.size()).isZero();
  }

  @Test
  void whatLatestSkipsOfWhatTheGroupHasNotReadIsCounted() {
    assertThat(plan(From.latest, Map.of(0, 60L, 1, 20L)).skipped()).isEqualTo(40 + 30);
    assertThat(plan(From.latest, Map.of(0, 60L)).skipped()).isEqualTo(40);
    assertThat(plan(From.latest, Map.of()).skipped()).isZero();
    assertThat(plan(From.committed, Map.of(0, 60L)).skipped()).isZero();
    assertThat(plan(From.earliest, Map.of(0, 60L)).skipped()).isZero();
  }

  @Test
  void whatLatestSkipsIsNoMoreThanTheTopicHolds() {
    // given: partition 0 holds 90 of them still, partition 1 was made anew
    assertThat(plan(From.latest, Map.of(0, 4L, 1, 1_000L)).skipped()).isEqualTo(90 + 50);

    // given: a reader had messages of a transaction that is open
    assertThat(plan(From.latest, Map.of(0, 105L)).skipped()).isZero();
  }

  @Test
  void committedGoesOnWhereTheGroupStopped() {
    ReadingPlan plan = plan(From.committed, Map.of(0, 60L, 1, 20L));

    assertThat(plan.ranges())
        .containsExactly(
            new PartitionRange("cart", 0, 60, 100), new PartitionRange("cart", 1, 20, 50));
  }

  @Test
  void aPartitionThatTheGroupNeverCommittedIsReadFromItsBeginning() {
    ReadingPlan plan = plan(From.committed, Map.of(1, 20L));

    assertThat(plan.starts()).containsEntry(0, 10L);
  }

  @Test
  void messagesThatExpiredBeforeTheyWereReadAreCounted() {
    ReadingPlan plan = plan(From.committed, Map.of(0, 4L, 1, 0L));

    assertThat(plan.starts()).containsEntry(0, 10L);
    assertThat(plan.expired()).isEqualTo(6);
  }

  @Test
  void whatWasReadOfATransactionThatIsOpenIsNotReadAgain() {
    ReadingPlan plan = plan(From.committed, Map.of(0, 105L, 1, 50L));

    assertThat(plan.starts()).containsEntry(0, 105L);
    assertThat(plan.size()).isZero();
  }

  @Test
  void aTopicThatWasMadeAnewIsReadFromItsBeginning() {
    ReadingPlan plan = plan(From.committed, Map.of(0, 5_000L, 1, 20L));

    assertThat(plan.starts()).containsEntry(0, 10L);
  }

  private static ReadingPlan plan(From from, Map<Integer, Long> committed) {
    return ReadingPlan.of("cart", from, BEGINNINGS, ENDS, WRITTEN, committed);
  }
}
