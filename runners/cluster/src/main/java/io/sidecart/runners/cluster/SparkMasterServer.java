package io.sidecart.runners.cluster;

import io.sidecart.runners.server.ServerArguments;
import io.sidecart.runners.server.ServerProgram;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;

/**
 * The master of a Spark standalone cluster, on the loopback interface.
 *
 * <p>Prints {@code READY <port>} on standard output once workers and drivers can connect. It keeps
 * nothing: when it is started again at the same port, the workers find it.
 *
 * <pre>
 * --port=PORT        where workers and drivers connect
 * --uiPort=PORT      where it shows its web pages
 * --data=FOLDER      unused
 * --settings=FILE    what it shares with workers and drivers: the secret by which they know it
 * --untilEndOfInput  end with standard input, and so with the process at its other end
 * </pre>
 */
public final class SparkMasterServer {
  static final String HOST = "127.0.0.1";

  private SparkMasterServer() {}

  public static void main(String[] args) {
    ServerProgram.run(args, SparkMasterServer::run);
  }

  private static void run(ServerArguments arguments) throws IOException {
    int port = arguments.number("port");
    var started =
        Master.startRpcEnvAndEndpoint(HOST, port, arguments.number("uiPort"), settings(arguments));
    System.out.println("READY " + port);
    started._1().awaitTermination();
  }

  /** A port that is taken is an error: the next one is nobody's guess. */
  static SparkConf settings(ServerArguments arguments) throws IOException {
    Properties shared = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(arguments.text("settings")))) {
      shared.load(reader);
    }
    SparkConf settings = new SparkConf().set("spark.port.maxRetries", "0");
    shared.stringPropertyNames().forEach(name -> settings.set(name, shared.getProperty(name)));
    return settings;
  }
}
