package io.sidecart.runners.launcher.models;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Which model store. */
final class StoreOption {
  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "Folder of the model store, local or hdfs:// (default: sidecart-out/models)")
  private String models = "sidecart-out/models";

  ModelStore open() {
    return ModelStore.at(models);
  }

  /**
   * The version that is published.
   *
   * @throws SidecartException if none is
   */
  static String published(ModelStore store) throws IOException {
    return store
        .current()
        .orElseThrow(
            () ->
                new SidecartException(
                    "No model is published in " + store.folder() + ": name a version"))
        .version();
  }
}
