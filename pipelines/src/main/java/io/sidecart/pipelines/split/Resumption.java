package io.sidecart.pipelines.split;

import io.sidecart.model.SidecartException;
import io.sidecart.model.split.LiveEvent;
import java.util.Iterator;
import java.util.Map;

/**
 * Passes over the events that a topic holds already. Order and partitions are always the same, so
 * the first so many events of a partition are those.
 */
final class Resumption {
  private final Partitions partitions;
  private final long[] there;
  private final long[] seen;

  /**
   * @param there how many messages each partition holds since the replay began
   */
  Resumption(Map<Integer, Long> there) {
    partitions = new Partitions(there.size());
    this.there = new long[there.size()];
    seen = new long[there.size()];
    there.forEach((partition, count) -> this.there[partition] = count);
  }

  /** Whether the event has to be sent; to be asked once of each event, in order. */
  boolean isMissing(LiveEvent event) {
    int partition = partitions.of(event);
    seen[partition]++;
    return seen[partition] > there[partition];
  }

  /**
   * Finds out whether what the topic holds since the replay began is a beginning of these events,
   * by the last message of each partition.
   *
   * @throws SidecartException if it is not
   */
  static void check(
      String topic,
      Map<Integer, Long> there,
      Map<Integer, String> last,
      Iterator<LiveEvent> events) {
    Resumption passed = new Resumption(there);
    boolean[] matches = new boolean[there.size()];
    while (events.hasNext()) {
      LiveEvent event = events.next();
      int partition = passed.partitions.of(event);
      passed.seen[partition]++;
      if (passed.seen[partition] == passed.there[partition]) {
        matches[partition] = event.json().equals(last.get(partition));
      }
    }
    for (int partition = 0; partition < matches.length; partition++) {
      if (passed.there[partition] > 0 && !matches[partition]) {
        throw new SidecartException(
            "topic %s does not hold a beginning of this replay (message %d of partition %d, counted"
                    .formatted(topic, passed.there[partition] - 1, partition)
                + " from where the replay began, is another): use another --topic, or --append");
      }
    }
  }
}
