package io.sidecart.runners.launcher.flow;

import io.sidecart.model.UsageException;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Service;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what runs the jobs of a command, and the servers that this takes. */
public final class EngineChoice {
  @Option(
      names = "--runner",
      paramLabel = "NAME",
      description = "What runs it: DirectRunner or SparkRunner (default: DirectRunner)")
  private String runner = Engine.DIRECT.runner();

  @Option(
      names = "--sparkMaster",
      paramLabel = "MASTER",
      description = "Where SparkRunner finds Spark (default: local[2])")
  private @Nullable String sparkMaster;

  @Option(
      names = "--cluster",
      description = "A Spark cluster and an HDFS of its own as well, and everything goes there")
  private boolean cluster;

  /**
   * Tells that the options go together.
   *
   * @throws UsageException if they do not
   */
  public void check() {
    if (!runner.equals(Engine.DIRECT.runner()) && !runner.equals(Engine.SPARK_LOCAL.runner())) {
      throw new UsageException(
          "--runner=" + runner + " cannot be used: give DirectRunner or SparkRunner");
    }
    if (cluster && sparkMaster != null) {
      throw new UsageException("--cluster brings a Spark of its own: leave out --sparkMaster");
    }
    if (!cluster && sparkMaster != null && runner.equals(Engine.DIRECT.runner())) {
      throw new UsageException("--sparkMaster needs --runner=SparkRunner");
    }
  }

  /** Whether a cluster of the command's own is wanted. */
  public boolean isCluster() {
    return cluster;
  }

  /** The servers to start. */
  public Set<Service> services() {
    return cluster ? OwnCluster.services() : Service.basic();
  }

  /** What runs the jobs, once the servers are there. */
  public Engine engine(AttachedStack stack) {
    if (cluster) {
      return OwnCluster.engine(stack);
    }
    if (runner.equals(Engine.DIRECT.runner())) {
      return Engine.DIRECT;
    }
    return sparkMaster == null ? Engine.SPARK_LOCAL : Engine.spark(sparkMaster, sparkMaster);
  }

  /**
   * Where the jobs' folders go, which is on HDFS where there is a cluster.
   *
   * @param name of the command
   * @param place its folder on this machine
   */
  public String root(AttachedStack stack, String name, Path place) {
    return cluster ? OwnCluster.folder(stack, name) : place.toString();
  }
}
