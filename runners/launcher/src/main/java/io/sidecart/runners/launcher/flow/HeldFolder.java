package io.sidecart.runners.launcher.flow;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The folder that a command works in: held by one process at a time, and empty when it begins. */
public final class HeldFolder implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final String command;
  private final Path path;
  private final FileChannel lock;

  private HeldFolder(String command, Path path, FileChannel lock) {
    this.command = command;
    this.path = path;
    this.lock = lock;
  }

  /**
   * Empties what an earlier run of the command left.
   *
   * @param command the command that works there: demo, for one
   * @throws SidecartException if another one runs there, or the folder holds what none made
   */
  public static HeldFolder take(String command, Path path) throws IOException {
    Files.createDirectories(path.getParent());
    FileChannel lock =
        FileChannel.open(
            path.resolveSibling(path.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    HeldFolder folder = new HeldFolder(command, path, lock);
    try {
      if (!folder.isOurs()) {
        throw new SidecartException(
            "another " + command + " runs in " + path + "; give another --folder");
      }
      folder.clear();
      return folder;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  private boolean isOurs() throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void clear() throws IOException {
    Path mark = path.resolve(".sidecart-" + command);
    if (Files.exists(mark)) {
      empty();
    } else if (Files.isDirectory(path)) {
      try (Stream<Path> held = Files.list(path)) {
        if (held.findAny().isPresent()) {
          throw new SidecartException(
              path + " holds files that no " + command + " made; give an empty --folder");
        }
      }
    }
    Files.createDirectories(path);
    Files.createFile(mark);
  }

  /** Processes of a run that was stopped just now may write there for some seconds more. */
  private void empty() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        delete();
        return;
      } catch (IOException | UncheckedIOException e) {
        if (System.nanoTime() > deadline) {
          throw new SidecartException(
              ("%s cannot be emptied (%s): processes of an earlier %s may still end, or what it"
                      + " mounted is to be unmounted")
                  .formatted(path, e, command),
              e);
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }

  private void delete() throws IOException {
    List<Path> made;
    try (Stream<Path> all = Files.walk(path)) {
      made = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : made) {
      Files.deleteIfExists(each);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
