package io.sidecart.transforms.recommend;

import io.sidecart.model.factors.AlsModel;
import io.sidecart.transforms.models.ModelReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    AlsModel load(ModelReference reference) throws Exception;
  }

  private record Loaded(ModelReference reference, AlsModel model) {}

  private record Refused(ModelReference reference, Instant retryAt) {}

  private final Loader loader;
  private final Clock clock;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Loaded loaded;
  private volatile @Nullable Refused refused;

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
  @Nullable AlsModel resolve(
      List<ModelReference> references, BiConsumer<ModelReference, Exception> onRefused) {
    ModelReference newest =
        references.stream()
            .filter(ModelReference::isPublished)
            .max(ModelReference.BY_AGE)
            .orElse(null);
    if (newest != null && isWanted(newest) && lockToLoad()) {
      try {
        if (isWanted(newest)) {
          load(newest, onRefused);
        }
      } finally {
        loading.unlock();
      }
    }
    Loaded served = loaded;
    return served == null ? null : served.model();
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
    Refused before = refused;
    return before == null
        || !before.reference().equals(reference)
        || !clock.instant().isBefore(before.retryAt());
  }

  private void load(ModelReference reference, BiConsumer<ModelReference, Exception> onRefused) {
    try {
      loaded = new Loaded(reference, loader.load(reference));
      refused = null;
    } catch (Exception e) {
      refused = new Refused(reference, clock.instant().plus(RETRY));
      onRefused.accept(reference, e);
    }
  }

  @Override
  public void close() {
    loaded = null;
  }
}
