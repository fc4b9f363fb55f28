package io.sidecart.transforms.recommend;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the stores of a worker's models have published since a view named them.
 *
 * <p>The pointers are read once in an interval, by the thread that comes first after it. Those
 * beside it go on with what is known; only of a new worker, which knows no more than the view, all
 * wait for the first answer, as the view may be weeks old.
 */
final class Publications implements AutoCloseable {
  /** How soon a worker that knows nothing yet asks again. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private final Pointers pointers;
  private final @Nullable Duration every;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Instant dueAt = Instant.MIN;
  private volatile Map<String, List<ModelReference>> newest = Map.of();

  /** Reads the pointer of a store. */
  interface Pointers {
    /** What is published, and before it what was: that serves where the new one is damaged. */
    List<ModelReference> last(String folder) throws IOException;
  }

  private record Key(String step) {}

  /**
   * @param every how often the pointers are read, null for never
   */
  Publications(Pointers pointers, @Nullable Duration every, Clock clock) {
    this.pointers = pointers;
    this.every = every;
    this.clock = clock;
  }

  /**
   * Leases those that all threads of a worker share.
   *
   * @param step names the step that serves, and differs with the interval
   */
  static Lease<Publications> lease(String step, @Nullable Duration every) {
    return WorkerResources.lease(
        new Key(step),
        WorkerResources.ACROSS_BATCHES,
        () ->
            new Publications(
                folder -> ModelReferences.lastTwo(ModelStore.at(folder)),
                every,
                SteadyClock.ofSystem()));
  }

  /**
   * The models named, and the last two that their stores have published.
   *
   * @param onUnread is told of a store whose pointer could not be read, and why; what was known of
   *     it stays
   */
  List<ModelReference> since(List<ModelReference> named, BiConsumer<String, Exception> onUnread) {
    if (every == null) {
      return named;
    }
    if (isDue() && lockToRead()) {
      try {
        if (isDue()) {
          read(named, onUnread);
          Duration pause = newest.isEmpty() && every.compareTo(RETRY) > 0 ? RETRY : every;
          dueAt = clock.instant().plus(pause);
        }
      } finally {
        reading.unlock();
      }
    }
    List<ModelReference> all = new ArrayList<>(named);
    newest.values().forEach(all::addAll);
    return all;
  }

  private boolean lockToRead() {
    if (newest.isEmpty()) {
      reading.lock();
      return true;
    }
    return reading.tryLock();
  }

  private boolean isDue() {
    return !clock.instant().isBefore(dueAt);
  }

  private void read(List<ModelReference> named, BiConsumer<String, Exception> onUnread) {
    Map<String, List<ModelReference>> read = new TreeMap<>(newest);
    for (String folder : named.stream().map(ModelReference::folder).distinct().toList()) {
      try {
        read.put(folder, pointers.last(folder));
      } catch (SidecartException | IOException e) {
        onUnread.accept(folder, e);
      }
    }
    newest = Map.copyOf(read);
  }

  @Override
  public void close() {
    newest = Map.of();
  }
}
