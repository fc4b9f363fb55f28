package io.sidecart.transforms.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.FoldIn;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Loads a version of a model store into memory, checking that it is what was registered. */
public final class ModelLoader {
  private final ModelStore store;
  private final Manifest manifest;
  private final AlsFiles files;

  private ModelLoader(ModelStore store, Manifest manifest) {
    this.store = store;
    this.manifest = manifest;
    this.files =
        new AlsFiles(
            store.storage(),
            manifest.version(),
            store.folderOf(manifest.version()),
            manifest.files().stream().map(StoredFile::path).toList());
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
    AlsModel als = loader.load();
    Manifest.Parameters parameters = loader.manifest.parameters();
    return new ServableModel(
        als,
        parameters.hasLearnedRanking() ? StoredRanking.read(loader.files) : null,
        StoredCatalogue.read(loader.files),
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
    return new AlsFiles(storage, draft.version(), draft.folder(), paths).read(rank);
  }

  private AlsModel load() throws IOException {
    for (StoredFile file : manifest.files()) {
      verify(file);
    }
    AlsModel model = files.read(manifest.size().rank());
    verifyCount("userFactors", model.users().size(), manifest.size().users());
    verifyCount("itemFactors", model.items().size(), manifest.size().items());
    return model;
  }

  private void verifyCount(String table, int size, int expected) {
    if (size != expected) {
      throw files.damaged(
          ModelStore.ALS + "/" + table, "has " + size + " vectors instead of " + expected, null);
    }
  }

  private void verify(StoredFile file) throws IOException {
    String path = StoragePaths.child(files.folder(), file.path());
    if (!store.storage().exists(path)) {
      throw files.damaged(file.path(), "is missing", null);
    }
    long size = sizeOf(path);
    if (size != file.size()) {
      throw files.damaged(file.path(), "has " + size + " bytes instead of " + file.size(), null);
    }
    String sha256 = Checksums.sha256(store.storage(), path);
    if (!sha256.equals(file.sha256())) {
      throw files.damaged(
          file.path(), "has the SHA-256 " + sha256 + " instead of " + file.sha256(), null);
    }
  }

  private long sizeOf(String path) throws IOException {
    try (SeekableByteChannel channel = store.storage().open(path)) {
      return channel.size();
    }
  }
}
