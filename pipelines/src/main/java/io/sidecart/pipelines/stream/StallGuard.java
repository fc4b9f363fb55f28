package io.sidecart.pipelines.stream;

import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends a stream of which a partition stands still though messages wait in it.
 *
 * <p>On streaming Spark a micro-batch is bounded by time. Where an executor dies and its part of
 * one is computed again, other offsets may be read than the first time, and the stream may go on
 * behind messages that some sink never got: seen where Beam keeps each tenth micro-batch alone,
 * which the launcher changes. No offset is committed beyond such messages, so a restart finds them;
 * the running stream never would.
 *
 * <p>Until something is committed the stream is cold, its workers load classes and open
 * connections, and a partition may stand {@value #COLD} times as long: one that ends before its
 * first commit ends so after each restart.
 */
final class StallGuard {
  private static final int COLD = 3;

  /** Where a partition stood, and since when, in nanoseconds. */
  private record Stand(long offset, long since) {}

  private final String topic;
  private final Duration patience;
  private final Map<Integer, Stand> stands = new HashMap<>();
  private boolean hasCommitted;

  /**
   * @param patience longer than anything that the stream waits for by itself
   */
  StallGuard(String topic, Duration patience) {
    this.topic = topic;
    this.patience = patience;
  }

  /**
   * @param now in nanoseconds, of a clock that only goes forward
   * @throws SidecartException if a partition stands still for too long
   */
  void check(Lag lag, long now) {
    lag.behind()
        .forEach(
            (partition, behind) -> {
              long offset = lag.committed().getOrDefault(partition, 0L);
              Stand stand = stands.get(partition);
              hasCommitted |= stand != null && stand.offset() != offset;
              Duration longest = hasCommitted ? patience : patience.multipliedBy(COLD);
              if (behind == 0 || stand == null || stand.offset() != offset) {
                stands.put(partition, new Stand(offset, now));
              } else if (now - stand.since() > longest.toNanos()) {
                throw new SidecartException(
                    "partition %d of %s stands at offset %d for %d s while %,d messages wait in it;"
                            .formatted(partition, topic, offset, longest.toSeconds(), behind)
                        + " start the stream again: it goes on from there, nothing is lost");
              }
            });
  }

  /** The time in which Kafka did not answer does not count. */
  void forget() {
    stands.clear();
  }
}
