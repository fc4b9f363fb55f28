package io.sidecart.transforms.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** Loads a version of a model store into memory, checking that it is what was registered. */
public final class ModelLoader {
  private static final String USERS = ModelStore.ALS + "/userFactors/";
  private static final String ITEMS = ModelStore.ALS + "/itemFactors/";

  private final ModelStore store;
  private final Manifest manifest;

  private ModelLoader(ModelStore store, Manifest manifest) {
    this.store = store;
    this.manifest = manifest;
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

  private AlsModel load() throws IOException {
    for (StoredFile file : manifest.files()) {
      verify(file);
    }
    Factors users = read(USERS, manifest.size().users());
    Factors items = read(ITEMS, manifest.size().items());
    return new AlsModel(manifest.version(), users, ItemFactors.of(items));
  }

  private void verify(StoredFile file) throws IOException {
    String path = pathOf(file);
    if (!store.storage().exists(path)) {
      throw damaged(file.path(), "is missing", null);
    }
    long size = sizeOf(path);
    if (size != file.size()) {
      throw damaged(file.path(), "has " + size + " bytes instead of " + file.size(), null);
    }
    String sha256 = Checksums.sha256(store.storage(), path);
    if (!sha256.equals(file.sha256())) {
      throw damaged(
          file.path(), "has the SHA-256 " + sha256 + " instead of " + file.sha256(), null);
    }
  }

  private long sizeOf(String path) throws IOException {
    try (SeekableByteChannel channel = store.storage().open(path)) {
      return channel.size();
    }
  }

  private Factors read(String folder, int expected) throws IOException {
    Factors factors;
    try {
      Factors.Builder builder = Factors.builder(manifest.size().rank(), expected);
      for (StoredFile file : manifest.files()) {
        if (file.path().startsWith(folder) && file.path().endsWith(".parquet")) {
          read(file, builder);
        }
      }
      factors = builder.build();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw damaged(folder, oneLine(e), e);
    }
    if (factors.size() != expected) {
      throw damaged(folder, "has " + factors.size() + " vectors instead of " + expected, null);
    }
    return factors;
  }

  /** Whatever Parquet throws at a file with the right checksum, the file is at fault. */
  private void read(StoredFile file, Factors.Builder builder) throws IOException {
    try {
      FactorsFile.read(
          ParquetFiles.input(store.storage(), pathOf(file)), manifest.size().rank(), builder);
    } catch (RuntimeException e) {
      throw damaged(file.path(), oneLine(e), e);
    }
  }

  private String pathOf(StoredFile file) {
    return StoragePaths.child(store.folderOf(manifest.version()), file.path());
  }

  private SidecartException damaged(String file, String what, @Nullable Throwable cause) {
    String message = "Model " + manifest.version() + " is damaged: " + file + ": " + what;
    return cause == null ? new SidecartException(message) : new SidecartException(message, cause);
  }

  private static String oneLine(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse(e.toString());
  }
}
