package io.sidecart.transforms.storage;

import io.sidecart.model.SidecartException;

/** The parts of a path, local or not. */
public final class StoragePaths {
  private StoragePaths() {}

  /** What stands in a folder under a name, or under a relative path of several names. */
  public static String child(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  /** The last part. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder that holds it; the root for what stands in the root. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < root(path).length() ? root(path) : path.substring(0, slash);
  }

  /** The folder that holds all others: {@code /}, or {@code hdfs://host:port/}. */
  static String root(String path) {
    int scheme = path.indexOf("://");
    if (scheme < 0) {
      return "/";
    }
    int slash = path.indexOf('/', scheme + 3);
    return slash < 0 ? path + "/" : path.substring(0, slash + 1);
  }

  /**
   * Tells that Beam would take the path for itself, and not for a pattern of paths.
   *
   * @throws SidecartException if a name in it holds a character of patterns
   */
  public static void requireNoPattern(String path) {
    if (path.chars().anyMatch(c -> "*?[]{}\\".indexOf(c) >= 0)) {
      throw new SidecartException(
          path + " holds a character of file patterns, one of *?[]{}\\: name another folder");
    }
  }

  /** Whether readers such as Spark and Hive pass over files and folders of this name. */
  public static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }
}
