package io.sidecart.transforms.kafka;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.worker.WorkerResources;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the newest offsets it was told, once a second and at the end.
 *
 * <p>A commit that fails is tried again with the next one: a late commit costs a replay after a
 * restart, never an event.
 */
final class OffsetCommitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OffsetCommitter.class);
  private static final long PERIOD_MILLIS = 1_000;

  private final ConsumerGroup group;
  private final Map<Integer, Long> newest = new ConcurrentHashMap<>();
  private final Map<Integer, Long> committed = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "commit-offsets");
            thread.setDaemon(true);
            return thread;
          });

  private OffsetCommitter(ConsumerGroup group) {
    this.group = group;
    var unused =
        timer.scheduleWithFixedDelay(
            this::commit, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One committer for each group and topic on a worker. */
  static WorkerResources.Lease<OffsetCommitter> lease(
      KafkaSettings settings, String topic, String group) {
    return WorkerResources.lease(
        new Key(settings, topic, group),
        WorkerResources.ACROSS_BATCHES,
        () -> new OffsetCommitter(ConsumerGroup.open(settings, topic, group)));
  }

  private record Key(KafkaSettings settings, String topic, String group) {}

  /** Everything below this offset has reached every sink. */
  void reached(int partition, long offset) {
    newest.merge(partition, offset, Math::max);
  }

  private synchronized void commit() {
    Map<Integer, Long> wanted = new ConcurrentHashMap<>(newest);
    wanted.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
    if (wanted.isEmpty()) {
      return;
    }
    try {
      group.reset(wanted);
      committed.putAll(wanted);
    } catch (SidecartException e) {
      LOG.warn("Offsets {} are not committed yet: {}", wanted, e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    commit();
    group.close();
  }
}
