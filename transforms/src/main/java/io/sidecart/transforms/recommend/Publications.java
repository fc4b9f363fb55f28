package io.sidecart.transforms.recommend;

import static java.util.Objects.requireNonNull;

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
 * wait for the first answer, as the view may be weeks old. Where the view names no model, and no
 * answer comes, there is a failure: a model may be published.
 */
final class Publications implements AutoCloseable {
  /** How soon a worker that knows nothing yet asks again. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private final Pointers pointers;
  private final @Nullable Duration every;
  private final Clock clock;
  private final StoragePatience patience;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Instant dueAt = Instant.MIN;
  private volatile Map<String, List<ModelReference>> newest = Map.of();

  /** The last time that it could not be told whether a model is published. */
  private volatile @Nullable SidecartException failed;

  /** Reads the pointer of a store. */
  interface Pointers {
    /** What is published, and before it what was: that serves where the new one is damaged. */
    List<ModelReference> last(String folder) throws IOException;
  }

  private record Key(String step) {}

  /**
   * @param every how often the pointers are read, null for never
   * @param patience of a worker that does not know whether a model is published
   */
  Publications(Pointers pointers, @Nullable Duration every, Clock clock, StoragePatience patience) {
    this.pointers = pointers;
    this.every = every;
    this.clock = clock;
    this.patience = patience;
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
                SteadyClock.ofSystem(),
                StoragePatience.OF_A_NEW_WORKER));
  }

  /**
   * The models named, and the last two that their stores have published.
   *
   * @param onUnread is told of a store whose pointer could not be read, and why; what was known of
   *     it stays
   * @throws SidecartException if no model is named, and none of the stores could ever be read
   */
  List<ModelReference> since(List<ModelReference> named, BiConsumer<String, Exception> onUnread) {
    if (every == null) {
      return named;
    }
    if (isUnknown(named)) {
      readFirst(named, onUnread);
    } else if (isDue() && lockToRead()) {
      try {
        if (isDue()) {
          // A view of weeks ago may name a model that is there no more.
          boolean isFirst = dueAt.equals(Instant.MIN);
          read(named, isFirst ? this::lastPatiently : pointers, onUnread);
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

  /** Whether it cannot be told if a model is published: the baseline must not serve then. */
  private boolean isUnknown(List<ModelReference> named) {
    Map<String, List<ModelReference>> known = newest;
    return named.stream().noneMatch(ModelReference::isPublished)
        && named.stream().anyMatch(each -> !known.containsKey(each.folder()))
        && known.values().stream().allMatch(List::isEmpty);
  }

  /** Those who wait for the one who reads share its failure, or they would wait one by one. */
  private void readFirst(List<ModelReference> named, BiConsumer<String, Exception> onUnread) {
    SidecartException before = failed;
    reading.lock();
    try {
      if (!isUnknown(named)) {
        return;
      }
      SidecartException others = failed;
      if (others != null && others != before) {
        throw new SidecartException(others.getMessage(), others);
      }
      Map<String, Exception> unread = new TreeMap<>();
      read(named, this::lastPatiently, onUnread.andThen(unread::put));
      if (isUnknown(named)) {
        SidecartException failure = notTold(unread);
        failed = failure;
        throw failure;
      }
      dueAt = clock.instant().plus(requireNonNull(every));
    } finally {
      reading.unlock();
    }
  }

  private List<ModelReference> lastPatiently(String folder) throws IOException {
    try {
      return patience.get(() -> pointers.last(folder));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static SidecartException notTold(Map<String, Exception> unread) {
    Map.Entry<String, Exception> first = unread.entrySet().iterator().next();
    Exception failure = first.getValue();
    return new SidecartException(
        "Which model is published in %s cannot be read: %s; start again when that is mended: nothing is lost"
            .formatted(
                first.getKey(),
                failure instanceof SidecartException ? failure.getMessage() : failure.toString()),
        failure);
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

  private void read(
      List<ModelReference> named, Pointers asked, BiConsumer<String, Exception> onUnread) {
    Map<String, List<ModelReference>> read = new TreeMap<>(newest);
    for (String folder : named.stream().map(ModelReference::folder).distinct().toList()) {
      try {
        read.put(folder, asked.last(folder));
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
