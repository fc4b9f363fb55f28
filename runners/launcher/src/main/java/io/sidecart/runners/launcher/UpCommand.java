package io.sidecart.runners.launcher;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.schema.Replication;
import io.sidecart.cql.schema.Schema;
import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.LocalStack;
import io.sidecart.runners.services.Ports;
import io.sidecart.runners.services.Service;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = {
      "Starts Kafka and Cassandra on this machine, with schema and topics; a Spark cluster and HDFS"
          + " where they are asked for."
    })
final class UpCommand implements Callable<Integer> {
  private static final String KEYSPACE = "sidecart";

  private final Home home;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--kafkaPort",
      paramLabel = "PORT",
      description = "Port of Kafka (default: that of before, else one that is free)")
  private @Nullable Integer kafkaPort;

  @Option(
      names = "--cassandraPort",
      paramLabel = "PORT",
      description = "Port of Cassandra (default: that of before, else one that is free)")
  private @Nullable Integer cassandraPort;

  @Option(names = "--spark", description = "A Spark master and two workers of one core each, too")
  private boolean spark;

  @Option(
      names = "--sparkPort",
      paramLabel = "PORT",
      description = "Port of the Spark master (default: that of before, else one that is free)")
  private @Nullable Integer sparkPort;

  @Option(names = "--hdfs", description = "An HDFS name node and data node, too")
  private boolean hdfs;

  @Option(
      names = "--hdfsPort",
      paramLabel = "PORT",
      description = "Port of the name node (default: that of before, else one that is free)")
  private @Nullable Integer hdfsPort;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of a topic that is created (default: 2)")
  private int partitions = 2;

  UpCommand(Home home, PrintStream out, PrintStream err) {
    this.home = home;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    if (partitions < 1) {
      throw new UsageException("--partitions=" + partitions + " cannot be used: give 1 or more");
    }
    if ((sparkPort != null && !spark) || (hdfsPort != null && !hdfs)) {
      throw new UsageException(
          sparkPort != null && !spark
              ? "--sparkPort says nothing without --spark"
              : "--hdfsPort says nothing without --hdfs");
    }
    Ports ports = ports();
    Set<Service> services = services();
    Logging.startFile(home, "up");
    LocalStack stack = new LocalStack(home);
    String missing =
        services.stream()
            .filter(service -> stack.find(service).isEmpty())
            .map(Service::title)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      err.println("Starting " + missing + ": some 10 s, up to a minute the first time");
    }
    Endpoints endpoints = stack.start(ports, services);
    LocalTopics.create(endpoints.kafka(), partitions);
    Schema.apply(
        CassandraSettings.of(endpoints.cassandra(), KEYSPACE, null), Replication.oneNode());
    StatusTable.print(stack.status(), out);
    out.println("Keyspace " + KEYSPACE + " and topics " + String.join(", ", LocalTopics.NAMES));
    stack
        .find(Service.SPARK_MASTER)
        .ifPresent(at -> out.println("--runner=SparkRunner --sparkMaster=spark://" + at));
    stack
        .find(Service.HDFS)
        .ifPresent(at -> out.println("Folders may be below hdfs://" + at + "/"));
    return 0;
  }

  private Set<Service> services() {
    Set<Service> services = EnumSet.copyOf(Service.basic());
    if (hdfs) {
      services.add(Service.HDFS);
    }
    if (spark) {
      services.addAll(Service.spark());
    }
    return services;
  }

  private Ports ports() {
    Map<Service, Integer> wanted = new EnumMap<>(Service.class);
    put(Service.KAFKA, kafkaPort, wanted);
    put(Service.CASSANDRA, cassandraPort, wanted);
    put(Service.SPARK_MASTER, sparkPort, wanted);
    put(Service.HDFS, hdfsPort, wanted);
    return new Ports(wanted);
  }

  private static void put(Service service, @Nullable Integer port, Map<Service, Integer> wanted) {
    if (port != null) {
      wanted.put(service, port);
    }
  }
}
