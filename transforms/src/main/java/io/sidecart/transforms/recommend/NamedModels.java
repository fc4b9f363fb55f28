package io.sidecart.transforms.recommend;

import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.StoredUserFactors;
import io.sidecart.transforms.recommend.ServedModel.Loaded;
import io.sidecart.transforms.recommend.ServedModel.Loader;
import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The models of a worker, where an event's model is named in one step and serves in another: the
 * one that is served, and the one before it, for the events that are on their way when it changes.
 * They hold no users, so that two of them are no burden.
 */
final class NamedModels implements AutoCloseable {
  private static final int KEPT = 2;

  private final Loader loader;
  private final ServedModel newest;
  private final ReentrantLock loading = new ReentrantLock();

  /** By version, guarded by its own monitor; the one that was asked for last stands last. */
  private final Map<String, ServableModel> kept = new LinkedHashMap<>(KEPT, 1, true);

  /** Workers share the models of a step: two steps of one process may serve two stores. */
  private record Key(String step) {}

  NamedModels(Loader loader, Clock clock, StoragePatience patience) {
    this.loader = loader;
    this.newest = new ServedModel(this::load, clock, patience);
  }

  /**
   * Leases those that all threads of a worker share.
   *
   * @param step names the step that serves
   * @param check refuses versions whose user factors cannot be looked up
   */
  static Lease<NamedModels> lease(String step, UserFactorsCheck check) {
    return WorkerResources.lease(
        new Key(step),
        WorkerResources.ACROSS_BATCHES,
        () ->
            new NamedModels(
                reference -> loadChecked(reference, check),
                SteadyClock.ofSystem(),
                StoragePatience.OF_A_NEW_WORKER));
  }

  private static ServableModel loadChecked(ModelReference reference, UserFactorsCheck check)
      throws Exception {
    ModelStore store = ModelStore.at(reference.folder());
    check.requireLoaded(StoredUserFactors.of(store, reference.version()).id());
    return ModelLoader.loadWithoutUsers(store, reference.version());
  }

  /** As {@link ServedModel#resolve}, with the model's name. */
  @Nullable Loaded resolve(
      List<ModelReference> references, BiConsumer<ModelReference, Exception> onRefused) {
    return newest.resolveNamed(references, onRefused);
  }

  /**
   * The model of this name; loaded again where it was named elsewhere, or long ago.
   *
   * @throws Exception if it cannot be
   */
  ServableModel of(ModelReference reference) throws Exception {
    ServableModel found = find(reference.version());
    return found == null ? load(reference) : found;
  }

  private @Nullable ServableModel find(String version) {
    synchronized (kept) {
      return kept.get(version);
    }
  }

  private ServableModel load(ModelReference reference) throws Exception {
    loading.lock();
    try {
      ServableModel found = find(reference.version());
      if (found != null) {
        return found;
      }
      ServableModel loaded = loader.load(reference);
      keep(loaded);
      return loaded;
    } finally {
      loading.unlock();
    }
  }

  private void keep(ServableModel model) {
    synchronized (kept) {
      if (kept.size() == KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      kept.put(model.version(), model);
    }
  }

  @Override
  public void close() {
    newest.close();
    synchronized (kept) {
      kept.clear();
    }
  }
}
