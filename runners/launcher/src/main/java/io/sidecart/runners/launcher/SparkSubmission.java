package io.sidecart.runners.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

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

  /**
   * Whether each worker gets a file of this name in its folder, by {@code --files}.
   *
   * <p>On YARN and Kubernetes each container has a folder of its own, where a relative name can
   * mean nothing else.
   */
  static boolean sends(String file, Properties properties) {
    String master = properties.getProperty("spark.master", "");
    if (master.equals("yarn") || master.startsWith("k8s:")) {
      return !Path.of(file).isAbsolute();
    }
    return Arrays.stream(properties.getProperty("spark.files", "").split(","))
        .map(sent -> sent.substring(sent.lastIndexOf('/') + 1))
        .anyMatch(file::equals);
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
