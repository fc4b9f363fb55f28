package io.sidecart.runners.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker, its own controller, on the loopback interface.
 *
 * <p>Prints {@code READY <port>} on standard output once it answers, and stops cleanly on SIGTERM.
 *
 * <pre>
 * --port=PORT            where clients connect
 * --controllerPort=PORT  where the broker talks to its controller
 * --data=FOLDER          topics; made where it is missing
 * --settings=FILE        broker properties that win over those here, as TLS for the listener CLIENT
 * --untilEndOfInput      end with standard input, and so with the process at its other end
 * </pre>
 */
public final class KafkaServer {
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;

  private KafkaServer() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(option(args, "port"));
    Properties settings =
        settings(port, Integer.parseInt(option(args, "controllerPort")), option(args, "data"));
    addFile(settings, args);
    formatOnce(Path.of(option(args, "data")));

    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    System.out.println("READY " + port);
    if (List.of(args).contains("--untilEndOfInput")) {
      awaitEnd(System.in);
      System.exit(0);
    }
    server.awaitShutdown();
  }

  private static Properties settings(int port, int controllerPort, String data) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", NODE);
    settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENT:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENT");
    settings.put(
        "listeners",
        "CLIENT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    settings.put("advertised.listeners", "CLIENT://" + HOST + ":" + port);
    settings.put("log.dirs", data);

    // A mistyped topic must be an error, not a new topic.
    settings.put("auto.create.topics.enable", "false");
    // Replayed events carry old timestamps, which retention by time would delete at once.
    settings.put("log.retention.ms", "-1");

    // One broker: internal topics cannot be replicated, and a group need not wait for more members.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");

    // The default of 128 MB is half of the heap that a local broker gets.
    settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    return settings;
  }

  /** Secrets stand in a file: others on this machine see what stands on a command line. */
  private static void addFile(Properties settings, String[] args) throws IOException {
    if (isGiven(args, "settings")) {
      try (Reader file = Files.newBufferedReader(Path.of(option(args, "settings")))) {
        settings.load(file);
      }
    }
  }

  private static void formatOnce(Path data) throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    new Formatter()
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .setIgnoreFormatted(true)
        .setPrintStream(System.err)
        .run();
  }

  private static void awaitEnd(InputStream input) throws IOException {
    while (input.read() >= 0) {}
  }

  private static boolean isGiven(String[] args, String name) {
    return Stream.of(args).anyMatch(arg -> arg.startsWith("--" + name + "="));
  }

  private static String option(String[] args, String name) {
    for (String arg : args) {
      if (arg.startsWith("--" + name + "=")) {
        return arg.substring(name.length() + 3);
      }
    }
    throw new IllegalArgumentException("--" + name + "= is missing");
  }
}
