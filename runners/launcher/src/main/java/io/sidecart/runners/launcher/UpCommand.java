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
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts Kafka and Cassandra on this machine, with schema and topics.")
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
    Ports ports = ports();
    Logging.startFile(home, "up");
    LocalStack stack = new LocalStack(home);
    if (stack.find().isEmpty()) {
      err.println("Starting Kafka and Cassandra: some 10 s, up to a minute the first time");
    }
    Endpoints endpoints = stack.start(ports);
    LocalTopics.create(endpoints.kafka(), partitions);
    Schema.apply(
        CassandraSettings.of(endpoints.cassandra(), KEYSPACE, null), Replication.oneNode());
    StatusTable.print(stack.status(), out);
    out.println("Keyspace " + KEYSPACE + " and topics " + String.join(", ", LocalTopics.NAMES));
    return 0;
  }

  private Ports ports() {
    Map<Service, Integer> wanted = new EnumMap<>(Service.class);
    if (kafkaPort != null) {
      wanted.put(Service.KAFKA, kafkaPort);
    }
    if (cassandraPort != null) {
      wanted.put(Service.CASSANDRA, cassandraPort);
    }
    return new Ports(wanted);
  }
}
