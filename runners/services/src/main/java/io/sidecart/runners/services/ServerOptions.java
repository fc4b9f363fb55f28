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
   * @param ports those of this server and of the others of the stack
   */
  static List<String> of(Home home, Service service, Function<Service, PortPlan.Pair> ports) {
    if (!Service.spark().contains(service)) {
      return List.of();
    }
    int master = ports.apply(Service.SPARK_MASTER).port();
    String settings = "--settings=" + SparkSecret.file(home, master);
    return service.isWorker()
        ? List.of(settings, "--master=127.0.0.1:" + master)
        : List.of(settings);
  }
}
