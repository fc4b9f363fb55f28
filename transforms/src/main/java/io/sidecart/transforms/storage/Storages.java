package io.sidecart.transforms.storage;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.transforms.storage.Storage.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** The storage of a path, and what can be done with any storage. */
public final class Storages {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):.*");

  private Storages() {}

  /**
   * The storage that holds a path.
   *
   * @throws UsageException where it is neither local nor on HDFS
   * @throws SidecartException where HDFS cannot be reached
   */
  public static Storage of(String path) {
    Matcher scheme = SCHEME.matcher(path);
    if (!scheme.matches() || scheme.group(1).equals("file")) {
      return new LocalStorage();
    }
    if (!scheme.group(1).equals("hdfs")) {
      throw new UsageException(path + ": only local paths and hdfs:// are known");
    }
    return StorageFailures.explained(
        "reach",
        path,
        // Hadoop keeps one connection for each name node and shares it.
        () ->
            new HadoopStorage(
                FileSystem.get(new org.apache.hadoop.fs.Path(path).toUri(), new Configuration())));
  }

  /** The path as {@link Storage} wants it: a relative one is taken from the working folder. */
  public static String absolute(String path) {
    String whole =
        SCHEME.matcher(path).matches()
            ? path
            : Path.of(path).toAbsolutePath().normalize().toString();
    String root = StoragePaths.root(whole);
    if (whole.length() <= root.length()) {
      return root;
    }
    return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
  }

  /**
   * The path for Spark and Hadoop, which take one without a scheme for one of {@code fs.defaultFS}.
   */
  public static String forHadoop(String path) {
    return SCHEME.matcher(path).matches() ? path : "file://" + absolute(path);
  }

  /**
   * All visible files below a folder, by path; what {@link StoragePaths#isHidden} says of is passed
   * over, as Spark and Hive do. Empty where there is no such folder.
   */
  public static List<Entry> visibleFiles(Storage storage, String folder) throws IOException {
    List<Entry> files = new ArrayList<>();
    for (Entry entry : storage.list(folder)) {
      if (StoragePaths.isHidden(entry.name())) {
        continue;
      }
      if (entry.isFolder()) {
        files.addAll(visibleFiles(storage, entry.path()));
      } else {
        files.add(entry);
      }
    }
    return files;
  }

  /** A folder and all visible folders below it, by path; itself too where it does not exist. */
  public static List<String> visibleFolders(Storage storage, String folder) throws IOException {
    List<String> folders = new ArrayList<>(List.of(folder));
    for (Entry entry : storage.list(folder)) {
      if (entry.isFolder() && !StoragePaths.isHidden(entry.name())) {
        folders.addAll(visibleFolders(storage, entry.path()));
      }
    }
    return folders;
  }

  public static byte[] read(Storage storage, String path) throws IOException {
    try (InputStream in = Channels.newInputStream(storage.open(path))) {
      return in.readAllBytes();
    }
  }

  /**
   * Creates or replaces a file so that a reader sees all of it or nothing; of two at once one wins.
   */
  public static void publish(Storage storage, String path, byte[] content) throws IOException {
    String hidden =
        StoragePaths.child(
            StoragePaths.parent(path),
            "." + StoragePaths.name(path) + "." + UUID.randomUUID() + ".tmp");
    try {
      try (WritableByteChannel out = storage.create(hidden)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      storage.rename(hidden, path);
    } catch (IOException | RuntimeException e) {
      try {
        storage.delete(hidden);
      } catch (IOException | RuntimeException remains) {
        e.addSuppressed(remains);
      }
      throw e;
    }
  }
}
