package io.sidecart.pipelines.stream;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.kafka.ConsumerGroup;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka from time to time how far the group is behind, and has it remember that. */
final class LagWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);

  private final ConsumerGroup group;
  private final Map<Integer, Long> starts;
  private final StandingOffsets standing;
  private volatile Optional<Lag> last = Optional.empty();

  /**
   * @param starts where a partition stands of which nothing is committed yet
   */
  LagWatch(ConsumerGroup group, Map<Integer, Long> starts) {
    this.group = group;
    this.starts = starts;
    this.standing = new StandingOffsets(starts, System.nanoTime());
  }

  /** Empty while Kafka does not answer. */
  Optional<Lag> look() {
    try {
      Map<Integer, Long> committed = new TreeMap<>(starts);
      committed.putAll(group.committed());
      Lag now = new Lag(committed, group.ends());
      last = Optional.of(now);
      keep(now);
    } catch (SidecartException e) {
      LOG.debug("The lag is not known", e);
      last = Optional.empty();
    }
    return last;
  }

  private void keep(Lag now) {
    Map<Integer, Long> due = standing.due(now, System.nanoTime());
    if (!due.isEmpty()) {
      try {
        group.reset(due);
      } catch (SidecartException e) {
        LOG.warn("Offsets {} are committed anew in an hour: {}", due, e.getMessage());
      }
    }
  }

  /** What the last look gave. */
  Optional<Lag> last() {
    return last;
  }

  @Override
  public void close() {
    group.close();
  }
}
