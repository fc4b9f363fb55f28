package io.sidecart.transforms.recommend;

import io.sidecart.model.SidecartException;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The model that all threads of a worker serve: one copy, and the next one while it loads.
 *
 * <p>It only ever changes to a newer publication, at once for everyone who asks after that; who
 * asked before keeps what was given. A model that cannot be loaded is refused, and tried again
 * after a while: the fault may have been the network's. A worker that has none yet waits some
 * seconds for it, takes the one before it where that does not help, and fails where there is none:
 * the baseline is not to take the place of a model that others serve by. Where the baseline serves,
 * as nothing is published yet, it goes on as a model would.
 */
final class ServedModel implements AutoCloseable {
  static final Duration RETRY = Duration.ofSeconds(30);

  /** Loads the model that is referred to. */
  interface Loader {
    ServableModel load(ModelReference reference) throws Exception;
  }

  /** A model and what it was loaded by. */
  record Loaded(ModelReference reference, ServableModel model) {}

  private final Loader loader;
  private final Clock clock;
  private final StoragePatience patience;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Loaded loaded;

  /** The last time that nothing could be loaded. */
  private volatile @Nullable SidecartException failed;

  /**
   * Whether the baseline serves, as nothing was published so far, or nothing but what is damaged.
   */
  private volatile boolean servesBaseline;

  /** When to try again what could not be loaded. */
  private final Map<ModelReference, Instant> refused = new ConcurrentHashMap<>();

  /**
   * @param patience of a worker that has no model yet
   */
  ServedModel(Loader loader, Clock clock, StoragePatience patience) {
    this.loader = loader;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * The newest model known; null where none is published, or the first one is refused while the
   * baseline serves.
   *
   * <p>The caller who asks first for a new model loads it; others go on with the old one meanwhile,
   * and wait only where there is no old one.
   *
   * @param references in any order; the newest counts
   * @param onRefused is told of a model that could not be loaded, and why
   * @throws SidecartException if models are published that others may serve by, and this worker,
   *     which has none, cannot load any of them
   */
  @Nullable ServableModel resolve(
      List<ModelReference> references, BiConsumer<ModelReference, Exception> onRefused) {
    Loaded served = resolveNamed(references, onRefused);
    return served == null ? null : served.model();
  }

  /** The same with its name. */
  @Nullable Loaded resolveNamed(
      List<ModelReference> references, BiConsumer<ModelReference, Exception> onRefused) {
    List<ModelReference> newestFirst =
        references.stream()
            .filter(ModelReference::isPublished)
            .sorted(ModelReference.BY_AGE.reversed())
            .distinct()
            .toList();
    if (newestFirst.isEmpty()) {
      servesBaseline = loaded == null;
      return loaded;
    }
    if (loaded == null && !servesBaseline) {
      boolean beganWithout = references.stream().anyMatch(each -> !each.isPublished());
      loadFirst(newestFirst, beganWithout, onRefused);
    } else if (newestFirst.stream().anyMatch(this::isWanted) && loading.tryLock()) {
      try {
        loadNext(newestFirst, onRefused);
      } finally {
        loading.unlock();
      }
    }
    return loaded;
  }

  /** Those who wait for the one who loads share its failure, or they would wait one by one. */
  private void loadFirst(
      List<ModelReference> newestFirst,
      boolean beganWithout,
      BiConsumer<ModelReference, Exception> onRefused) {
    SidecartException before = failed;
    loading.lock();
    try {
      if (loaded != null || servesBaseline) {
        return;
      }
      SidecartException others = failed;
      if (others != null && others != before) {
        throw new SidecartException(others.getMessage(), others);
      }
      loadFirstOf(newestFirst, beganWithout, onRefused);
    } finally {
      loading.unlock();
    }
  }

  private void loadFirstOf(
      List<ModelReference> newestFirst,
      boolean beganWithout,
      BiConsumer<ModelReference, Exception> onRefused) {
    List<Exception> failures = new ArrayList<>();
    for (ModelReference reference : newestFirst) {
      try {
        // Files that were waited for in vain are not waited for again.
        boolean isAway = failures.stream().anyMatch(StoragePatience::mayGoAway);
        serve(
            reference,
            isAway ? loader.load(reference) : patience.get(() -> loader.load(reference)));
        return;
      } catch (InterruptedException e) {
        // Of this thread alone: others find out for themselves.
        Thread.currentThread().interrupt();
        throw new SidecartException("Interrupted while model " + reference + " was loaded", e);
      } catch (Exception e) {
        refuse(reference, e, onRefused);
        failures.add(e);
      }
    }
    if (beganWithout
        && newestFirst.get(0).sequence() == 1
        && !StoragePatience.mayGoAway(failures.get(0))) {
      // No worker can have served by any: there is nothing but the baseline to go on with.
      servesBaseline = true;
      return;
    }
    SidecartException failure = nothingToServe(newestFirst, failures);
    failed = failure;
    throw failure;
  }

  private static SidecartException nothingToServe(
      List<ModelReference> newestFirst, List<Exception> failures) {
    ModelReference newest = newestFirst.get(0);
    StringBuilder before = new StringBuilder();
    for (int i = 1; i < failures.size(); i++) {
      before
          .append("; nor ")
          .append(newestFirst.get(i).version())
          .append(", published before it: ")
          .append(reason(failures.get(i)));
    }
    return new SidecartException(
        "Model %s is published in %s, but cannot be loaded: %s%s; start again when that is mended: nothing is lost"
            .formatted(newest.version(), newest.folder(), reason(failures.get(0)), before),
        failures.get(0));
  }

  private static String reason(Exception failure) {
    return failure instanceof SidecartException ? failure.getMessage() : failure.toString();
  }

  /** What cannot be loaded is passed over: there is a model that serves meanwhile. */
  private void loadNext(
      List<ModelReference> newestFirst, BiConsumer<ModelReference, Exception> onRefused) {
    for (ModelReference reference : newestFirst) {
      if (isWanted(reference)) {
        try {
          serve(reference, loader.load(reference));
          return;
        } catch (Exception e) {
          refuse(reference, e, onRefused);
        }
      }
    }
  }

  private boolean isWanted(ModelReference reference) {
    Loaded served = loaded;
    if (served != null && ModelReference.BY_AGE.compare(reference, served.reference()) <= 0) {
      return false;
    }
    Instant retryAt = refused.get(reference);
    return retryAt == null || !clock.instant().isBefore(retryAt);
  }

  private void serve(ModelReference reference, ServableModel model) {
    loaded = new Loaded(reference, model);
    refused.keySet().removeIf(each -> ModelReference.BY_AGE.compare(each, reference) <= 0);
  }

  private void refuse(
      ModelReference reference, Exception e, BiConsumer<ModelReference, Exception> onRefused) {
    refused.put(reference, clock.instant().plus(RETRY));
    onRefused.accept(reference, e);
  }

  @Override
  public void close() {
    loaded = null;
  }
}
