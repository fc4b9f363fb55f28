package io.sidecart.transforms.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.FoldIn;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.List;

/** Loads a version of a model store into memory, checking that it is what was registered. */
public final class ModelLoader {
  /** How many vectors a draft has, whose files nobody has counted yet. */
  private static final int UNKNOWN = 16;

  private final ModelStore store;
  private final Manifest manifest;
  private final AlsFiles files;

  private ModelLoader(ModelStore store, Manifest manifest) {
    this.store = store;
    this.manifest = manifest;
    this.files = AlsFiles.of(store, manifest);
  }

  /**
   * Loads a version.
   *
   * @throws SidecartException if it is not in the store, or is damaged: the message names the
   *     version, the file and what is wrong with it
   */
  public static AlsModel load(ModelStore store, String version) throws IOException {
    return new ModelLoader(store, store.manifest(version)).load();
  }

  /**
   * Loads all of a version that serving needs.
   *
   * @throws SidecartException as {@link #load}
   */
  public static ServableModel loadServable(ModelStore store, String version) throws IOException {
    ModelLoader loader = new ModelLoader(store, store.manifest(version));
    return loader.servable(loader.load());
  }

  /**
   * The same without the users' factors, whose files are not read, so that it takes no more memory
   * for more users. What the users' factors decide is for the caller to look up.
   *
   * @throws SidecartException as {@link #load}, but for the files of the users' factors
   */
  public static ServableModel loadWithoutUsers(ModelStore store, String version)
      throws IOException {
    ModelLoader loader = new ModelLoader(store, store.manifest(version));
    return loader.servable(loader.loadItems());
  }

  private ServableModel servable(AlsModel als) throws IOException {
    Manifest.Parameters parameters = manifest.parameters();
    return new ServableModel(
        als,
        parameters.hasLearnedRanking() ? StoredRanking.read(files) : null,
        StoredCatalogue.read(files),
        parameters.implicit()
            ? FoldIn.implicit(als.items(), parameters.regParam(), parameters.alpha())
            : null);
  }

  /**
   * Loads what stands in a draft, to judge it before it is registered.
   *
   * @throws SidecartException if it is no usable model
   */
  public static AlsModel loadDraft(ModelStore store, Draft draft, int rank) throws IOException {
    Storage storage = store.storage();
    List<String> paths =
        Storages.visibleFiles(storage, draft.alsFolder()).stream()
            .map(Entry::path)
            .map(path -> path.substring(draft.folder().length() + 1))
            .toList();
    return new AlsFiles(storage, draft.version(), draft.folder(), paths)
        .read(rank, UNKNOWN, UNKNOWN);
  }

  private AlsModel load() throws IOException {
    for (StoredFile file : manifest.files()) {
      StoredFiles.verify(store, files, file);
    }
    Manifest.Size size = manifest.size();
    AlsModel model =
        files.read(
            size.rank(),
            expected(manifest, AlsFiles.USERS, size.users()),
            expected(manifest, AlsFiles.ITEMS, size.items()));
    verifyCount("userFactors", model.users().size(), size.users());
    verifyCount("itemFactors", model.items().size(), size.items());
    return model;
  }

  private AlsModel loadItems() throws IOException {
    for (StoredFile file : manifest.files()) {
      if (!file.path().startsWith(AlsFiles.USERS)) {
        StoredFiles.verify(store, files, file);
      }
    }
    Manifest.Size size = manifest.size();
    AlsModel model = files.readItems(size.rank(), expected(manifest, AlsFiles.ITEMS, size.items()));
    verifyCount("itemFactors", model.items().size(), size.items());
    return model;
  }

  /**
   * How many vectors to make room for at once. A manifest may tell anything, but its files have the
   * size that it tells, and their values hardly take less than a byte each, however packed.
   *
   * @throws SidecartException if they do not fit
   */
  static int expected(Manifest manifest, String table, int told) {
    int rank = Math.max(1, manifest.size().rank());
    long bytes =
        manifest.files().stream()
            .filter(file -> file.path().startsWith(table))
            .mapToLong(StoredFile::size)
            .sum();
    int expected = (int) Math.min(told, bytes / rank);
    if (expected > Factors.most(rank)) {
      throw new SidecartException(
          "Model %s is too large: %s has %d vectors of rank %d, of which no more than %d fit"
              .formatted(manifest.version(), table, told, rank, Factors.most(rank)));
    }
    return expected;
  }

  private void verifyCount(String table, int size, int expected) {
    if (size != expected) {
      throw files.damaged(
          ModelStore.ALS + "/" + table, "has " + size + " vectors instead of " + expected, null);
    }
  }
}
