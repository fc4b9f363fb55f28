package io.sidecart.runners.hdfs;

import io.sidecart.runners.server.ServerArguments;
import io.sidecart.runners.server.ServerProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/**
 * The name node and one data node of an HDFS, on the loopback interface.
 *
 * <p>Prints {@code READY <port>} on standard output once files can be written, and stops cleanly on
 * SIGTERM. What was renamed, or written and closed by {@code hsync}, outlives a kill of the
 * process.
 *
 * <pre>
 * --port=PORT        where clients reach the name node
 * --dataPort=PORT    where they reach the data node, as the name node tells them
 * --data=FOLDER      names and blocks; made where it is missing
 * --untilEndOfInput  end with standard input, and so with the process at its other end
 * </pre>
 */
public final class HdfsServer {
  private static final String HOST = "127.0.0.1";
  private static final long POLL_MILLIS = 50;

  private HdfsServer() {}

  public static void main(String[] args) {
    ServerProgram.run(args, HdfsServer::run);
  }

  private static void run(ServerArguments arguments) throws Exception {
    int port = arguments.number("port");
    Path data = Path.of(arguments.text("data")).toAbsolutePath();
    Configuration settings = settings(port, arguments.number("dataPort"), data);
    if (!Files.exists(names(data).resolve("current/VERSION"))) {
      Files.createDirectories(names(data));
      NameNode.format(settings);
    }

    // Two servers count in one process.
    DefaultMetricsSystem.setMiniClusterMode(true);
    NameNode names = new NameNode(settings);
    DataNode blocks = DataNode.createDataNode(new String[0], settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(names, blocks), "shutdown"));
    while (names.isInSafeMode() || names.getNamesystem().getNumLiveDataNodes() == 0) {
      Thread.sleep(POLL_MILLIS);
    }
    System.out.println("READY " + port);
    names.join();
  }

  private static Configuration settings(int port, int dataPort, Path data) {
    Configuration settings = new HdfsConfiguration();
    settings.set("fs.defaultFS", "hdfs://" + HOST + ":" + port);
    settings.set("dfs.namenode.http-address", HOST + ":0");
    settings.set("dfs.namenode.name.dir", names(data).toUri().toString());
    settings.set("dfs.datanode.address", HOST + ":" + dataPort);
    settings.set("dfs.datanode.ipc.address", HOST + ":0");
    settings.set("dfs.datanode.http.address", HOST + ":0");
    settings.set("dfs.datanode.hostname", HOST);
    settings.set("dfs.datanode.data.dir", data.resolve("blocks").toUri().toString());
    settings.set("hadoop.tmp.dir", data.resolve("temporary").toString());
    settings.setInt("dfs.replication", 1);

    // There is no other data node to wait for.
    settings.setInt("dfs.namenode.safemode.extension", 0);
    // The only data node must not be given up because the disk of a small machine is nearly full.
    settings.setLong("dfs.namenode.resource.du.reserved", 16L << 20);
    settings.setInt("dfs.namenode.handler.count", 4);
    settings.setInt("dfs.namenode.service.handler.count", 2);
    settings.setInt("dfs.datanode.handler.count", 2);
    return settings;
  }

  private static Path names(Path data) {
    return data.resolve("names");
  }

  private static void stop(NameNode names, DataNode blocks) {
    names.stop();
    try {
      blocks.shutdown();
    } catch (IllegalStateException e) {
      // It takes back a hook of its own, which cannot be while the process ends; blocks are closed.
    }
  }
}
