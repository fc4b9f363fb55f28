package io.sidecart.transforms.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StorageException;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one version, read without Spark.
 *
 * @param version its name
 * @param folder where the version's files stand
 * @param paths the files to read, below the folder
 */
record AlsFiles(Storage storage, String version, String folder, List<String> paths) {
  static final String USERS = ModelStore.ALS + "/userFactors/";
  static final String ITEMS = ModelStore.ALS + "/itemFactors/";

  /** Those that a version's manifest names. */
  static AlsFiles of(ModelStore store, Manifest manifest) {
    return new AlsFiles(
        store.storage(),
        manifest.version(),
        store.folderOf(manifest.version()),
        manifest.files().stream().map(StoredFile::path).toList());
  }

  /**
   * Reads the factors.
   *
   * @param expectedUsers about how many users there are
   * @param expectedItems about how many items there are
   * @throws SidecartException if one of them cannot be read or is not what it should be; the
   *     message names the file
   */
  AlsModel read(int rank, int expectedUsers, int expectedItems) {
    Factors users = read(USERS, rank, expectedUsers);
    return new AlsModel(version, users, ItemFactors.of(read(ITEMS, rank, expectedItems)));
  }

  /** The same without the users' factors: a model that knows no user by itself. */
  AlsModel readItems(int rank, int expectedItems) {
    return new AlsModel(
        version,
        Factors.builder(rank, 1).build(),
        ItemFactors.of(read(ITEMS, rank, expectedItems)));
  }

  /** The files of the users' factors, in a fixed order. */
  List<String> ofUsers() {
    return paths.stream()
        .filter(path -> path.startsWith(USERS) && path.endsWith(ParquetFiles.SUFFIX))
        .sorted()
        .toList();
  }

  private Factors read(String table, int rank, int expectedSize) {
    try {
      Factors.Builder factors = Factors.builder(rank, expectedSize);
      for (String path : paths) {
        if (path.startsWith(table) && path.endsWith(ParquetFiles.SUFFIX)) {
          read(path, rank, factors::add);
        }
      }
      return factors.build();
    } catch (IllegalArgumentException e) {
      throw damaged(table, oneLine(e), e);
    }
  }

  /**
   * Hands over the rows of one file. Whatever Parquet throws at a file that could be read, the file
   * is at fault.
   *
   * @throws StorageException if it could not be read
   */
  void read(String path, int rank, FactorsFile.Rows factors) {
    try {
      String file = StoragePaths.child(folder, path);
      FactorsFile.read(ParquetFiles.input(storage, file), rank, factors);
    } catch (StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(path, oneLine(e), e);
    }
  }

  /** Says what is wrong with a file or a folder of files. */
  SidecartException damaged(String path, String what, @Nullable Throwable cause) {
    String message = "Model " + version + " is damaged: " + path + ": " + what;
    return cause == null ? new SidecartException(message) : new SidecartException(message, cause);
  }

  private static String oneLine(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse(e.toString());
  }
}
