package io.sidecart.runners.launcher.flow;

import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Service;
import java.util.EnumSet;
import java.util.Set;

/** A standalone Spark cluster and an HDFS of a command's own, on this machine. */
public final class OwnCluster {
  private OwnCluster() {}

  /** The servers, with Kafka and Cassandra. */
  public static Set<Service> services() {
    Set<Service> services = EnumSet.copyOf(Service.basic());
    services.addAll(Service.spark());
    services.add(Service.HDFS);
    return services;
  }

  public static Engine engine(AttachedStack stack) {
    return Engine.spark("Spark cluster, HDFS", "spark://" + stack.endpoint(Service.SPARK_MASTER));
  }

  /** A folder of its HDFS. */
  public static String folder(AttachedStack stack, String name) {
    return "hdfs://" + stack.endpoint(Service.HDFS) + "/" + name;
  }
}
