package io.sidecart.runners.launcher.conformance;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.runners.launcher.flow.Engine;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.transforms.storage.StoragePaths;
import java.nio.file.Path;

/** What can be compared; the names are those of the command line. */
enum Contender {
  direct,
  spark;

  /**
   * Where it works.
   *
   * @param place a folder of this machine
   */
  Site site(AttachedStack stack, Path place) {
    return new Site(
        engine(),
        name(),
        StoragePaths.child(place.toString(), name()),
        CassandraSettings.of(stack.endpoints().cassandra(), "sidecart_" + name(), null));
  }

  private Engine engine() {
    return switch (this) {
      case direct -> Engine.DIRECT;
      case spark -> Engine.SPARK_LOCAL;
    };
  }
}
