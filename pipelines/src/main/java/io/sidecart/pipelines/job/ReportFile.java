package io.sidecart.pipelines.job;

import io.sidecart.model.UsageException;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The file that --report, or a like option, names, if it names one.
 *
 * <p>Its place is tried before the job begins, so that no work is done for a report that cannot be
 * written, and the report is the last that a job writes.
 */
public final class ReportFile {
  private final @Nullable String path;

  private ReportFile(@Nullable String path) {
    this.path = path;
  }

  /** That of --report. */
  public static ReportFile claim(@Nullable String value) throws IOException {
    return claim("report", value);
  }

  /**
   * Makes the folders above the file and finds out whether it can be written there.
   *
   * @param option the option's name
   * @param value what it says; null where no report is wanted
   * @throws UsageException if it is a folder
   * @throws io.sidecart.model.SidecartException if its place is not writable
   */
  public static ReportFile claim(String option, @Nullable String value) throws IOException {
    if (value == null) {
      return new ReportFile(null);
    }
    String path = Storages.absolute(value);
    Storage storage = Storages.of(path);
    String parent = StoragePaths.parent(path);
    String name = StoragePaths.name(path);
    if (storage.list(parent).stream().anyMatch(e -> e.isFolder() && e.name().equals(name))) {
      throw new UsageException("--%s=%s is a folder: name a file".formatted(option, value));
    }
    String probe = StoragePaths.child(parent, "." + name + ".probe");
    storage.createIfAbsent(probe, new byte[0]);
    storage.delete(probe);
    return new ReportFile(path);
  }

  /** Creates or replaces the file. */
  public void write(String json) throws IOException {
    write(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Creates or replaces the file. */
  public void write(byte[] content) throws IOException {
    if (path != null) {
      Storages.publish(Storages.of(path), path, content);
    }
  }
}
