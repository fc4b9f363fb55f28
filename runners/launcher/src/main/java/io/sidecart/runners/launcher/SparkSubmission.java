package io.sidecart.runners.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** What spark-submit, where it started this process, knows better than Beam's defaults. */
final class SparkSubmission {
  private SparkSubmission() {}

  /**
   * Options by name; none where this process was not started by spark-submit.
   *
   * <p>Beam would send each jar of the class path to the executors, Spark's own among them. All
   * that they need is the one jar with this class.
   */
  static Map<String, String> arguments() {
    String master = System.getProperty("spark.master");
    return System.getProperty("spark.submit.deployMode") == null || master == null
        ? Map.of()
        : Map.of("--sparkMaster", master, "--filesToStage", jar());
  }

  private static String jar() {
    try {
      return Path.of(
              SparkSubmission.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
