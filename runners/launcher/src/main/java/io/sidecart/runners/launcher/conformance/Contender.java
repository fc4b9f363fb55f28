package io.sidecart.runners.launcher.conformance;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.runners.launcher.flow.Engine;
import io.sidecart.runners.launcher.flow.OwnCluster;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Service;
import io.sidecart.transforms.storage.StoragePaths;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

/** What can be compared; the names are those of the command line. */
enum Contender {
  direct,
  spark,
  cluster;

  /** The servers that these need. */
  static Set<Service> services(Collection<Contender> contenders) {
    return contenders.contains(cluster) ? OwnCluster.services() : Service.basic();
  }

  /**
   * Where it works.
   *
   * @param place a folder of this machine
   */
  Site site(AttachedStack stack, Path place) {
    return new Site(
        engine(stack),
        name(),
        this == cluster
            ? OwnCluster.folder(stack, name())
            : StoragePaths.child(place.toString(), name()),
        CassandraSettings.of(stack.endpoints().cassandra(), "sidecart_" + name(), null));
  }

  private Engine engine(AttachedStack stack) {
    return switch (this) {
      case direct -> Engine.DIRECT;
      case spark -> Engine.SPARK_LOCAL;
      case cluster -> OwnCluster.engine(stack);
    };
  }
}
