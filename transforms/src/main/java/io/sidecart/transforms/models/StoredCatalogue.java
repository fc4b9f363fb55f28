package io.sidecart.transforms.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.CatalogueFile;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;

/** The file of what a version knows of the shop's items. Versions of long ago have none. */
public final class StoredCatalogue {
  private static final String PATH = "catalogue.bin";

  private StoredCatalogue() {}

  /** Writes it to a version that is being built. */
  public static void write(ModelStore store, Draft draft, Catalogue catalogue) throws IOException {
    Storages.publish(
        store.storage(), StoragePaths.child(draft.folder(), PATH), CatalogueFile.write(catalogue));
  }

  /**
   * Reads it; empty where the version has none.
   *
   * @throws SidecartException if it is damaged; the message names it
   */
  static Catalogue read(AlsFiles files) throws IOException {
    if (!files.paths().contains(PATH)) {
      return Catalogue.empty();
    }
    byte[] content = Storages.read(files.storage(), StoragePaths.child(files.folder(), PATH));
    try {
      return CatalogueFile.read(content);
    } catch (IllegalArgumentException e) {
      throw files.damaged(PATH, String.valueOf(e.getMessage()), e);
    }
  }
}
