package io.sidecart.transforms.kafka;

import io.sidecart.model.OffsetSet;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.worker.WorkerResources;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the newest offsets it was told, once a second and at the end.
 *
 * <p>An offset that holds no message is never told. Where a partition stands still, the brokers are
 * asked whether it stands before such offsets ({@link EmptyOffsets}).
 *
 * <p>A commit that fails is tried again with the next one: a late commit costs a replay after a
 * restart, never an event.
 */
final class OffsetCommitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OffsetCommitter.class);
  private static final long PERIOD_MILLIS = 1_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final ConsumerGroup group;
  private final EmptyOffsets empty;

  /** Guarded by itself; sets are replaced, never changed. */
  private final Map<Integer, OffsetSet> done = new HashMap<>();

  private Map<Integer, Long> earlier = Map.of();

  /** What this worker has told the group in the last minute. */
  private final Map<Integer, Long> said = new HashMap<>();

  private long forgotten = System.nanoTime();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "commit-offsets");
            thread.setDaemon(true);
            return thread;
          });

  private OffsetCommitter(ConsumerGroup group, EmptyOffsets empty) {
    this.group = group;
    this.empty = empty;
    var unused =
        timer.scheduleWithFixedDelay(
            this::commitInTime, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One committer for each group and topic on a worker. */
  static WorkerResources.Lease<OffsetCommitter> lease(
      KafkaSettings settings, String topic, String group) {
    return WorkerResources.lease(
        new Key(settings, topic, group),
        WorkerResources.ACROSS_BATCHES,
        () ->
            new OffsetCommitter(
                ConsumerGroup.open(settings, topic, group),
                new EmptyOffsets(new ConsumerFactory(settings, group), topic)));
  }

  private record Key(KafkaSettings settings, String topic, String group) {}

  /**
   * These offsets of a partition have reached every sink.
   *
   * @return they, and those that are known to hold no message
   */
  OffsetSet reached(int partition, OffsetSet now) {
    synchronized (done) {
      OffsetSet all = now.copy();
      OffsetSet known = done.get(partition);
      if (known != null) {
        all.addAll(known);
      }
      done.put(partition, all);
      return all;
    }
  }

  private Map<Integer, Long> committable() {
    synchronized (done) {
      Map<Integer, Long> offsets = new HashMap<>();
      done.forEach((partition, set) -> offsets.put(partition, set.committable()));
      return offsets;
    }
  }

  /** What it throws would end the timer for good, without a word. */
  private synchronized void commitInTime() {
    try {
      commitNow();
    } catch (RuntimeException e) {
      LOG.warn("Offsets are not committed yet: trying again in a second", e);
    }
  }

  private void commitNow() {
    Map<Integer, Long> now = committable();
    Map<Integer, Long> still = new HashMap<>(now);
    still.entrySet().retainAll(earlier.entrySet());
    earlier = now;
    passOver(still);
    commit();
  }

  /** Passes over offsets that hold no message, up to the next message that is on its way. */
  private void passOver(Map<Integer, Long> standing) {
    try {
      for (Map.Entry<Integer, Long> partition : standing.entrySet()) {
        long offset;
        long next = partition.getValue();
        do {
          offset = next;
          OffsetSet found = empty.from(partition.getKey(), offset);
          next = reached(partition.getKey(), found).committable();
        } while (next > offset);
      }
    } catch (KafkaException | SidecartException e) {
      LOG.debug("Whether the offsets after {} hold messages is not known", standing, e);
    }
  }

  /** Commits at once, for work that ends with its worker. */
  synchronized void commit() {
    forgetInTime();
    Map<Integer, Long> wanted = committable();
    wanted.entrySet().removeAll(said.entrySet());
    if (wanted.isEmpty()) {
      return;
    }
    try {
      // Nothing is taken back: not by a second look at old messages, nor by a worker that told of a
      // partition before another one took it over.
      Map<Integer, Long> committed = group.committed();
      Map<Integer, Long> forward = new HashMap<>(wanted);
      forward
          .entrySet()
          .removeIf(entry -> entry.getValue() <= committed.getOrDefault(entry.getKey(), 0L));
      if (!forward.isEmpty()) {
        group.reset(forward);
      }
      said.putAll(wanted);
    } catch (SidecartException e) {
      LOG.warn("Offsets {} are not committed yet: {}", wanted, e.getMessage());
    }
  }

  /** So that what somebody else has set back, at the same moment, does not stay so. */
  private void forgetInTime() {
    long now = System.nanoTime();
    if (now - forgotten > REMEMBERED.toNanos()) {
      said.clear();
      forgotten = now;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    commitAtEnd();
  }

  private synchronized void commitAtEnd() {
    passOver(committable());
    commit();
    empty.close();
    group.close();
  }
}
