package io.sidecart.runners.launcher;

import io.sidecart.transforms.storage.StoragePaths;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Spark keeps on disk what a job uses twice, where it runs in this process: in the scratch
 * folder of the run, since a process that is killed would leave it in the system's folder for
 * temporary files for good.
 */
final class LocalBlocks {
  static final String PROPERTY = "spark.local.dir";

  private LocalBlocks() {}

  /**
   * The folder; empty where others keep them, or the user has named one.
   *
   * @param scratch the folder of the run
   * @param set what Spark has been told, by property
   * @param environment of this process
   */
  static Optional<String> below(
      String scratch, @Nullable String master, Map<?, ?> set, Map<String, String> environment) {
    boolean isHere =
        master != null
            && master.startsWith("local")
            && scratch.startsWith("/")
            && !scratch.contains(",");
    boolean isNamed = set.containsKey(PROPERTY) || environment.containsKey("SPARK_LOCAL_DIRS");
    return isHere && !isNamed
        ? Optional.of(StoragePaths.child(scratch, "blocks"))
        : Optional.empty();
  }
}
