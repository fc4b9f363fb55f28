package io.sidecart.transforms.recommend;

import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * after a while: the fault may have been the network's.
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
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Loaded loaded;

  /** When to try again what could not be loaded. */
  private final Map<ModelReference, Instant> refused = new ConcurrentHashMap<>();

  ServedModel(Loader loader, Clock clock) {
    this.loader = loader;
    this.clock = clock;
  }

  /**
   * The newest model known, null where there is none yet.
   *
   * <p>The caller who asks first for a new model loads it; others go on with the old one meanwhile,
   * and wait only where there is no old one.
   *
   * @param references in any order; the newest counts
   * @param onRefused is told of a model that could not be loaded, and why
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
    if (newestFirst.stream().anyMatch(this::isWanted) && lockToLoad()) {
      try {
        loadFirst(newestFirst, onRefused);
      } finally {
        loading.unlock();
      }
    }
    return loaded;
  }

  /** Where the newest is damaged, the next of those named serves on a worker that is new. */
  private void loadFirst(
      List<ModelReference> newestFirst, BiConsumer<ModelReference, Exception> onRefused) {
    for (ModelReference reference : newestFirst) {
      if (isWanted(reference) && load(reference, onRefused)) {
        return;
      }
    }
  }

  private boolean lockToLoad() {
    if (loaded == null) {
      loading.lock();
      return true;
    }
    return loading.tryLock();
  }

  private boolean isWanted(ModelReference reference) {
    Loaded served = loaded;
    if (served != null && ModelReference.BY_AGE.compare(reference, served.reference()) <= 0) {
      return false;
    }
    Instant retryAt = refused.get(reference);
    return retryAt == null || !clock.instant().isBefore(retryAt);
  }

  private boolean load(ModelReference reference, BiConsumer<ModelReference, Exception> onRefused) {
    try {
      loaded = new Loaded(reference, loader.load(reference));
      refused.keySet().removeIf(each -> ModelReference.BY_AGE.compare(each, reference) <= 0);
      return true;
    } catch (Exception e) {
      refused.put(reference, clock.instant().plus(RETRY));
      onRefused.accept(reference, e);
      return false;
    }
  }

  @Override
  public void close() {
    loaded = null;
  }
}
