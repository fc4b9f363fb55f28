package io.sidecart.runners.launcher;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a runner is told where the user says nothing, and its own default does not fit. */
public final class RunnerDefaults {
  private RunnerDefaults() {}

  /**
   * Options with their values, for all that the runner may be asked to do.
   *
   * @param runner as given on the command line; null where nothing is given
   */
  public static Map<String, String> of(@Nullable String runner) {
    Map<String, String> options = new LinkedHashMap<>();
    // The job, not the runner, waits for the end: it tells how it goes and stops when asked to.
    options.put("--blockOnRun", "false");
    if (isSpark(runner)) {
      spark(options);
    } else {
      direct(options);
    }
    return options;
  }

  /**
   * What Spark is told where executors may be lost that the driver outlives.
   *
   * <p>A micro-batch is bounded by time, so what is lost of one and read again may hold other
   * messages than at first: the stream would skip some. So it is kept in the checkpoint folder as
   * soon as it is read. Beam keeps each tenth alone.
   *
   * @param master as given, or as spark-submit knows it; null where nothing is given
   * @param batchInterval length of a micro-batch, in milliseconds
   */
  static Map<String, String> ofMaster(@Nullable String master, @Nullable String batchInterval) {
    return master == null || master.startsWith("local") || batchInterval == null
        ? Map.of()
        : Map.of("--checkpointDurationMillis", batchInterval);
  }

  static boolean isSpark(@Nullable String runner) {
    return runner != null && runner.toLowerCase(Locale.ROOT).contains("spark");
  }

  /**
   * DirectRunner copies and compares every element to catch functions that change their input; the
   * tests run with that, the user should not wait for it.
   */
  private static void direct(Map<String, String> options) {
    options.put("--enforceImmutability", "false");
    options.put("--enforceEncodability", "false");
  }

  /**
   * A micro-batch is short, so that recommendations come soon, and bounded, so that a backlog makes
   * more of them and not longer ones. A source that has nothing to say holds a core for as long as
   * it may read, so that time is short as well.
   */
  private static void spark(Map<String, String> options) {
    options.put("--sparkMaster", "local[*]");
    options.put("--batchIntervalMillis", "1000");
    options.put("--minReadTimeMillis", "150");
    options.put("--maxRecordsPerBatch", "60000");
    // In a batch, what is used twice must not be computed twice: sinks would be written twice. On
    // disk, as its size has no bound: a backlog of 2,000,000 events in memory took all of a heap of
    // 2 GB before Spark thought so. A stream keeps its own in memory whatever is said here.
    options.put("--storageLevel", "DISK_ONLY");
  }
}
