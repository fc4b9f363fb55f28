package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.AtExit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small file system of its own for the rows, which is full for a while, or bears no writing. */
final class SmallDisk implements Fault {
  private static final String SIZE = "size=64m";
  private static final int BLOCK = 1 << 16;
  private static final int REMOUNT_ATTEMPTS = 200;
  private static final int BETWEEN_REMOUNTS_MILLIS = 10;

  private final Path mount;
  private final Way way;
  private final AtExit unmounter;

  /** What is wrong with it. */
  enum Way {
    FULL,
    READ_ONLY
  }

  private SmallDisk(Path mount, Way way) {
    this.mount = mount;
    this.way = way;
    this.unmounter = AtExit.run("unmount-small-disk", () -> unmount(mount));
  }

  static Factory of(Way way) {
    return stage -> mount(stage, way);
  }

  private static SmallDisk mount(Stage stage, Way way) throws Exception {
    if (stage.cluster()) {
      throw new SkippedException("the rows of a cluster go to HDFS");
    }
    Path folder = Files.createDirectories(stage.place().resolve("small-disk"));
    if (run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString()) != 0) {
      throw new SkippedException("mounting a tmpfs needs more rights than this user has");
    }
    return new SmallDisk(folder, way);
  }

  @Override
  public Scene scene(Stage stage, String drill) {
    return Scene.of(stage, drill).withOutput(mount.resolve("enriched").toString());
  }

  @Override
  public void strike() throws Exception {
    if (way == Way.READ_ONLY) {
      remount("ro");
    } else {
      fill();
    }
  }

  private void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    for (int size = BLOCK; size > 0; size /= 16) {
      try (OutputStream out = Files.newOutputStream(ballast(size))) {
        while (true) {
          out.write(block, 0, size);
        }
      } catch (IOException e) {
        if (size == BLOCK && Files.size(ballast(size)) == 0) {
          throw e; // not full, but something else
        }
        // Full to within a block; the next size takes the rest.
      }
    }
  }

  private Path ballast(int size) {
    return mount.resolve("ballast-" + size);
  }

  @Override
  public void mend() throws Exception {
    if (way == Way.READ_ONLY) {
      remount("rw");
    }
    for (int size = BLOCK; size > 0; size /= 16) {
      Files.deleteIfExists(ballast(size));
    }
  }

  private void remount(String access) throws IOException, InterruptedException {
    // Refused as long as the stream has a file open for writing, which is never for long.
    for (int attempt = 1;
        run("mount", "-o", "remount," + access + "," + SIZE, mount.toString()) != 0;
        attempt++) {
      if (attempt == REMOUNT_ATTEMPTS) {
        throw new SidecartException(mount + " cannot be mounted again, " + access);
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_REMOUNTS_MILLIS);
    }
  }

  @Override
  public void close() {
    unmount(mount);
    unmounter.close();
  }

  /** Lazily: a stream that hangs must not keep it. */
  private static void unmount(Path mount) {
    try {
      run("umount", "-l", mount.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unmount " + mount, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    var unused = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }
}
