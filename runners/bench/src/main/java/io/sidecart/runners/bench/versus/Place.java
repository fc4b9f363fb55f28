package io.sidecart.runners.bench.versus;

import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;

/**
 * What every rival works on.
 *
 * @param cassandra host:port
 * @param models folder of the model store; what is published there is served
 */
record Place(String bootstrapServers, String cassandra, String models, String sparkMaster) {
  static final String KEYSPACE = "sidecart";
  static final int K = 5;

  String modelVersion() throws IOException {
    return ModelReferences.current(ModelStore.at(models)).version();
  }

  /** Where Spark's own factors of the published model stand. */
  String alsFolder() throws IOException {
    return StoragePaths.child(ModelStore.at(models).folderOf(modelVersion()), ModelStore.ALS);
  }

  String cassandraHost() {
    return cassandra.substring(0, cassandra.lastIndexOf(':'));
  }

  String cassandraPort() {
    return cassandra.substring(cassandra.lastIndexOf(':') + 1);
  }
}
