package io.sidecart.runners.launcher.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs the pipelines, as the options of a command say it.
 *
 * @param title for people
 * @param runner Beam's name of it
 * @param sparkMaster where Spark is; null where it is not Spark
 */
public record Engine(String title, String runner, @Nullable String sparkMaster) {
  public static final Engine DIRECT = new Engine("DirectRunner", "DirectRunner", null);

  /** Spark in the command's own process, on two threads. */
  public static final Engine SPARK_LOCAL = spark("Spark local[2]", "local[2]");

  public static Engine spark(String title, String master) {
    return new Engine(title, "SparkRunner", master);
  }

  /** The options of a command, with those that say what runs it; none for the default. */
  public List<String> with(List<String> options) {
    List<String> all = new ArrayList<>(options);
    if (!this.equals(DIRECT)) {
      all.add("--runner=" + runner);
    }
    if (sparkMaster != null) {
      all.add("--sparkMaster=" + sparkMaster);
    }
    return all;
  }
}
