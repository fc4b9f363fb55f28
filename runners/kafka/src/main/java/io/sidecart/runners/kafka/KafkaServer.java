package io.sidecart.runners.kafka;

import io.sidecart.runners.server.ServerArguments;
import io.sidecart.runners.server.ServerProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker, its own controller or the second one of another's cluster, on the loopback
 * interface.
 *
 * <p>Prints {@code READY <port>} on standard output once it answers, and stops cleanly on SIGTERM.
 *
 * <pre>
 * --port=PORT            where clients connect
 * --controllerPort=PORT  where the broker talks to its controller
 * --data=FOLDER          topics; made where it is missing
 * --replication=N        on how many brokers each topic is (1)
 * --joins=FOLDER         the data of the broker whose cluster this one is the second of
 * --controller=HOST:PORT where that one's controller is
 * --settings=FILE        broker properties that win over those here, as TLS for the listener CLIENT
 * --untilEndOfInput      end with standard input, and so with the process at its other end
 * </pre>
 */
public final class KafkaServer {
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;
  private static final int SECOND_NODE = 2;
  private static final String META = "meta.properties";
  private static final long BETWEEN_LOOKS_MILLIS = 50;

  private KafkaServer() {}

  public static void main(String[] args) {
    ServerProgram.run(args, KafkaServer::run);
  }

  private static void run(ServerArguments arguments) throws Exception {
    int port = arguments.number("port");
    Path data = Path.of(arguments.text("data"));
    Properties settings = settings(port, data, arguments.find("replication").orElse("1"));
    Optional<String> first = arguments.find("joins");
    if (first.isEmpty()) {
      lead(settings, port, arguments.number("controllerPort"));
      formatOnce(data, NODE, Uuid.randomUuid().toString());
    } else {
      follow(settings, port, arguments.text("controller"));
      formatOnce(data, SECOND_NODE, clusterOf(Path.of(first.get())));
    }
    addFile(settings, arguments);

    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    System.out.println("READY " + port);
    server.awaitShutdown();
  }

  private static void lead(Properties settings, int port, int controllerPort) {
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", NODE);
    settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    settings.put(
        "listeners",
        "CLIENT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
  }

  private static void follow(Properties settings, int port, String controller) {
    settings.put("process.roles", "broker");
    settings.put("node.id", SECOND_NODE);
    settings.put("controller.quorum.voters", NODE + "@" + controller);
    settings.put("listeners", "CLIENT://" + HOST + ":" + port);
  }

  private static Properties settings(int port, Path data, String replication) {
    Properties settings = new Properties();
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENT:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENT");
    settings.put("advertised.listeners", "CLIENT://" + HOST + ":" + port);
    settings.put("log.dirs", data.toString());

    // A mistyped topic must be an error, not a new topic.
    settings.put("auto.create.topics.enable", "false");
    // Replayed events carry old timestamps, which retention by time would delete at once.
    settings.put("log.retention.ms", "-1");

    // With one broker, internal topics cannot be replicated; a group need not wait for more
    // members.
    settings.put("default.replication.factor", replication);
    settings.put("offsets.topic.replication.factor", replication);
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
  private static void addFile(Properties settings, ServerArguments arguments) throws IOException {
    Optional<String> more = arguments.find("settings");
    if (more.isPresent()) {
      try (Reader file = Files.newBufferedReader(Path.of(more.get()))) {
        settings.load(file);
      }
    }
  }

  private static void formatOnce(Path data, int node, String cluster) throws Exception {
    if (Files.exists(data.resolve(META))) {
      return;
    }
    Files.createDirectories(data);
    new Formatter()
        .setNodeId(node)
        .setClusterId(cluster)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .setIgnoreFormatted(true)
        .setPrintStream(System.err)
        .run();
  }

  /** The id of a broker's cluster, which it may be about to choose. */
  private static String clusterOf(Path data) throws IOException, InterruptedException {
    while (true) {
      Properties meta = new Properties();
      if (Files.exists(data.resolve(META))) {
        try (InputStream in = Files.newInputStream(data.resolve(META))) {
          meta.load(in);
        }
      }
      String id = meta.getProperty("cluster.id");
      if (id != null) {
        return id;
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }
}
