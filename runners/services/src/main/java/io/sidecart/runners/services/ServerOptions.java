package io.sidecart.runners.services;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
   * @param ports those of this server and of the others of the stack; null of one that it has not
   */
  static List<String> of(
      Home home, Service service, Function<Service, PortPlan.@Nullable Pair> ports) {
    if (Service.spark().contains(service)) {
      return ofSpark(home, service, requireNonNull(ports.apply(Service.SPARK_MASTER)).port());
    }
    if (service == Service.KAFKA && ports.apply(Service.KAFKA_2) != null) {
      return List.of("--replication=2");
    }
    if (service == Service.KAFKA_2) {
      return List.of(
          "--replication=2",
          "--joins=" + home.data(Service.KAFKA),
          "--controller=127.0.0.1:" + requireNonNull(ports.apply(Service.KAFKA)).innerPort());
    }
    return List.of();
  }

  private static List<String> ofSpark(Home home, Service service, int master) {
    String settings = "--settings=" + SparkSecret.file(home, master);
    return service.isWorker()
        ? List.of(settings, "--master=127.0.0.1:" + master)
        : List.of(settings);
  }
}
