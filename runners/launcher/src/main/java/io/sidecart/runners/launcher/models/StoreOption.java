package io.sidecart.runners.launcher.models;

import io.sidecart.transforms.models.ModelStore;
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
}
