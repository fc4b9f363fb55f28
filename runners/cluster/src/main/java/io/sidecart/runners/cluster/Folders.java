package io.sidecart.runners.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;

/** The folders that a worker makes for its executors. */
final class Folders {
  private Folders() {}

  /** Makes a folder of links to the jars of a class path, instead of copies. */
  static void linkJars(String classPath, Path folder) throws IOException {
    delete(folder);
    Files.createDirectories(folder);
    for (String entry : classPath.split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar")) {
        Files.createSymbolicLink(folder.resolve(jar.getFileName()), jar.toAbsolutePath());
      }
    }
  }

  /** Deletes what it can: executors of a killed worker may be deleting the same files as well. */
  static void delete(Path folder) {
    FileUtil.fullyDelete(folder.toFile());
  }
}
