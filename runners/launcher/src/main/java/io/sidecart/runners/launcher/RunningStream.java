package io.sidecart.runners.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.stream.StreamOptions;
import io.sidecart.runners.services.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * A stream that runs, written down under {@code .sidecart/running} for {@code stop} to find.
 *
 * <p>Its process holds a lock on the file, which the system drops with it: so a file that a killed
 * process left is known for what it is, though its process id may have come round again.
 */
final class RunningStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable Path file;
  private final @Nullable FileChannel lock;

  /**
   * What is written down.
   *
   * @param pid its process
   * @param group the consumer group whose offsets it commits
   */
  record Entry(long pid, String group) {}

  private RunningStream(@Nullable Path file, @Nullable FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Writes a stream down until it is closed; other jobs are not. */
  static RunningStream announce(
      Home home, PipelineOptions options, Class<? extends PipelineOptions> type) {
    if (!StreamOptions.class.isAssignableFrom(type)) {
      return new RunningStream(null, null);
    }
    long pid = ProcessHandle.current().pid();
    Path file = folder(home).resolve("stream-" + pid + ".json");
    try {
      Files.createDirectories(file.getParent());
      FileChannel lock =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      lock.lock();
      Entry entry = new Entry(pid, options.as(StreamOptions.class).getGroup());
      lock.write(ByteBuffer.wrap(JSON.writeValueAsBytes(entry)));
      return new RunningStream(file, lock);
    } catch (IOException e) {
      throw new SidecartException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Those that run now; what killed ones left is removed. */
  static List<Entry> all(Home home) {
    List<Entry> running = new ArrayList<>();
    if (!Files.isDirectory(folder(home))) {
      return running;
    }
    try (Stream<Path> files = Files.list(folder(home))) {
      for (Path file : files.sorted().toList()) {
        read(file).ifPresent(running::add);
      }
    } catch (IOException e) {
      throw new SidecartException(folder(home) + " cannot be read: " + e.getMessage(), e);
    }
    return running;
  }

  private static Path folder(Home home) {
    return home.state().resolve("running");
  }

  private static Optional<Entry> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    } catch (OverlappingFileLockException e) {
      // A stream of this very process.
    }
    return Optional.of(JSON.readValue(file.toFile(), Entry.class));
  }

  @Override
  public void close() throws IOException {
    if (file != null && lock != null) {
      Files.deleteIfExists(file);
      lock.close();
    }
  }
}
