package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.split.LiveEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class ResumptionTest {
  private static final List<LiveEvent> EVENTS =
      LongStream.range(0, 200).mapToObj(ResumptionTest::event).toList();
  private static final Partitions PARTITIONS = new Partitions(3);

  @Test
  void anEventIsInThePartitionWhereKafkasOwnClientsPutIt() {
    for (LiveEvent event : EVENTS) {
      assertThat(PARTITIONS.of(event))
          .isEqualTo(BuiltInPartitioner.partitionForKey(Partitions.key(event), 3));
    }
  }

  @Test
  void whateverEachPartitionHoldsTheRestIsMissing() {
    // The first 20 of one partition, 3 of another and none of the third are there.
    Map<Integer, Long> there = Map.of(0, 20L, 1, 3L, 2, 0L);
    Resumption resumption = new Resumption(there);

    List<LiveEvent> missing = EVENTS.stream().filter(resumption::isMissing).toList();

    for (int partition = 0; partition < 3; partition++) {
      List<LiveEvent> all = of(partition, EVENTS);
      assertThat(of(partition, missing))
          .isEqualTo(all.subList(there.get(partition).intValue(), all.size()));
    }
  }

  @Test
  void aBeginningOfTheReplayIsRecognised() {
    Map<Integer, String> last = new HashMap<>();
    last.put(0, of(0, EVENTS).get(19).json());
    last.put(1, of(1, EVENTS).get(2).json());

    Resumption.check("t", Map.of(0, 20L, 1, 3L, 2, 0L), last, EVENTS.iterator());
  }

  @Test
  void anythingElseIsRefused() {
    Map<Integer, String> last = Map.of(0, of(0, EVENTS).get(18).json());

    assertThatThrownBy(
            () -> Resumption.check("t", Map.of(0, 20L, 1, 0L, 2, 0L), last, EVENTS.iterator()))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("topic t does not hold a beginning of this replay")
        .hasMessageContaining("message 19 of partition 0");
  }

  @Test
  void moreMessagesThanEventsAreRefused() {
    assertThatThrownBy(
            () ->
                Resumption.check(
                    "t", Map.of(0, 900L), Map.of(0, EVENTS.get(0).json()), EVENTS.iterator()))
        .isInstanceOf(SidecartException.class);
  }

  private static List<LiveEvent> of(int partition, List<LiveEvent> events) {
    List<LiveEvent> result = new ArrayList<>(events);
    result.removeIf(event -> PARTITIONS.of(event) != partition);
    return result;
  }

  private static LiveEvent event(long line) {
    return LiveEvent.of(new Purchase("p", line, (int) line % 17, (int) line, 1, 2, null, null));
  }
}
