package io.sidecart.runners.launcher.drill;

import io.sidecart.runners.launcher.flow.AtExit;
import io.sidecart.transforms.compact.CompactionLock;
import io.sidecart.transforms.compact.CompactionSettings;
import io.sidecart.transforms.compact.FolderCompaction;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that compacts the folders below one until it dies; see {@link Moment}. */
public final class DyingCompaction {
  private static final long TARGET_BYTES = 128L << 20;

  private DyingCompaction() {}

  /** Takes the folder and the moment; ends with status 0 where the moment never came. */
  public static void main(String[] args) throws IOException {
    String root = Storages.absolute(args[0]);
    Storage storage = Storages.of(root);
    FolderCompaction compaction =
        new FolderCompaction(
            new DyingStorage(storage, Moment.valueOf(args[1])),
            new CompactionSettings(TARGET_BYTES, TARGET_BYTES / 2, Duration.ZERO, false, false),
            CompactionLock.newRun());
    for (String folder : Storages.visibleFolders(storage, root)) {
      System.out.println(compaction.run(folder));
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** Runs it in a process of its own, with this one's class path. */
  static int run(String folder, Moment moment, Path log) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                DyingCompaction.class.getName(),
                folder,
                moment.name()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (AtExit stopper = AtExit.run("stop-dying-compaction", process::destroyForcibly)) {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }
}
