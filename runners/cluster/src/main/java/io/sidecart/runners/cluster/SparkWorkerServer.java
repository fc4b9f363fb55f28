package io.sidecart.runners.cluster;

import io.sidecart.runners.server.ServerArguments;
import io.sidecart.runners.server.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.DeployMessages.RequestWorkerState$;
import org.apache.spark.deploy.DeployMessages.WorkerStateResponse;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;
import scala.reflect.ClassTag$;

/**
 * A worker of a Spark standalone cluster, on the loopback interface, of one core.
 *
 * <p>Prints {@code READY <port>} on standard output once the master knows it. Its executors end
 * with it, even where it is killed.
 *
 * <pre>
 * --port=PORT         where master and executors connect
 * --uiPort=PORT       where it shows its web pages
 * --master=HOST:PORT  the master
 * --data=FOLDER       work/ with the logs of the executors, local/ with what they spill
 * --settings=FILE     what it shares with the master: the secret by which they know each other
 * --untilEndOfInput   end with standard input, and so with the process at its other end
 * </pre>
 *
 * <p>The environment variable {@code SPARK_HOME} names a folder that is made here: its {@code
 * jars/} is the class path of the executors, and the same as that of this process.
 */
public final class SparkWorkerServer {
  private static final int CORES = 1;

  /** A bound for what jobs may ask for; only what an executor really has is taken. */
  private static final int MEMORY_MEGABYTES = 4_096;

  private static final long POLL_MILLIS = 50;

  private SparkWorkerServer() {}

  public static void main(String[] args) {
    ServerProgram.run(args, SparkWorkerServer::run);
  }

  private static void run(ServerArguments arguments) throws IOException, InterruptedException {
    int port = arguments.number("port");
    Path data = Path.of(arguments.text("data")).toAbsolutePath();
    Path local = data.resolve("local");
    Folders.delete(local);
    Files.createDirectories(local);
    Folders.linkJars(
        System.getProperty("java.class.path"), Path.of(System.getenv("SPARK_HOME"), "jars"));

    RpcEnv started =
        Worker.startRpcEnvAndEndpoint(
            SparkMasterServer.HOST,
            port,
            arguments.number("uiPort"),
            CORES,
            MEMORY_MEGABYTES,
            new String[] {"spark://" + arguments.text("master")},
            data.resolve("work").toString(),
            Option.empty(),
            settings(arguments, local),
            Option.empty());
    awaitRegistered(started);
    System.out.println("READY " + port);
    started.awaitTermination();
  }

  private static SparkConf settings(ServerArguments arguments, Path local) throws IOException {
    return SparkMasterServer.settings(arguments)
        .set("spark.local.dir", local.toString())
        // A stream goes on for days, and executors tell each task.
        .set("spark.executor.logs.rolling.strategy", "size")
        .set("spark.executor.logs.rolling.maxSize", "20000000")
        .set("spark.executor.logs.rolling.maxRetainedFiles", "3")
        // Each executor leaves a copy of its application's jar.
        .set("spark.worker.cleanup.enabled", "true")
        .set("spark.worker.cleanup.interval", "300")
        .set("spark.worker.cleanup.appDataTtl", "3600");
  }

  private static void awaitRegistered(RpcEnv environment) throws InterruptedException {
    RpcEndpointRef worker =
        environment.setupEndpointRef(environment.address(), Worker.ENDPOINT_NAME());
    while (state(worker).masterUrl().isEmpty()) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static WorkerStateResponse state(RpcEndpointRef worker) {
    return worker.askSync(
        RequestWorkerState$.MODULE$, ClassTag$.MODULE$.apply(WorkerStateResponse.class));
  }
}
