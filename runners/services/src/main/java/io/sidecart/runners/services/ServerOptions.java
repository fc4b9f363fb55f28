package io.sidecart.runners.services;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a server is told besides its own ports and data. */
final class ServerOptions {
  private static final String SCALA = "2.12";

  private ServerOptions() {}

  /** Spark takes some of its settings from the environment alone. */
  static Map<String, String> environment(Home home, Service service) {
    return Service.spark().contains(service)
        ? Map.of(
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "SPARK_HOME",
            home.data(service).resolve("home").toString(),
            "SPARK_SCALA_VERSION",
            SCALA,
            "JAVA_HOME",
            System.getProperty("java.home"))
        : Map.of();
  }

  /**
   * @param ports those of another server of the stack
   */
  static List<String> of(Service service, Function<Service, PortPlan.Pair> ports) {
    return service.isWorker()
        ? List.of("--master=127.0.0.1:" + ports.apply(Service.SPARK_MASTER).port())
        : List.of();
  }
}
