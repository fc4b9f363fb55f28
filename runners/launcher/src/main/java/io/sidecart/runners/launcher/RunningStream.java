package io.sidecart.runners.launcher;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.stream.StreamOptions;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.storage.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream that runs, written down under {@code .sidecart/running} for {@code stop} to find.
 *
 * <p>Its process holds a lock on the file, which the system drops with it: so a file that a killed
 * process left is known for what it is, though its process id may have come round again.
 */
final class RunningStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningStream.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable Path file;
  private final @Nullable FileChannel lock;

  /**
   * What is written down.
   *
   * @param host of its process, which may be another machine that shares the checkout
   * @param pid its process there
   * @param started see {@link ProcessIdentity}
   * @param group the consumer group whose offsets it commits
   */
  record Entry(String host, long pid, String started, String group) {
    Entry {
      requireNonNull(host, "host");
      requireNonNull(started, "started");
      requireNonNull(group, "group");
    }

    static Entry of(ProcessIdentity process, String group) {
      return new Entry(process.host(), process.pid(), process.started(), group);
    }

    ProcessIdentity process() {
      return new ProcessIdentity(host, pid, started);
    }
  }

  private RunningStream(@Nullable Path file, @Nullable FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Writes a stream down until it is closed; other jobs are not. A stream that cannot be written
   * down runs all the same.
   */
  static RunningStream announce(
      Home home, PipelineOptions options, Class<? extends PipelineOptions> type) {
    if (!StreamOptions.class.isAssignableFrom(type)) {
      return new RunningStream(null, null);
    }
    Entry entry = Entry.of(ProcessIdentity.current(), options.as(StreamOptions.class).getGroup());
    try {
      return written(entry, Files.createDirectories(folder(home)));
    } catch (IOException e) {
      LOG.warn("./sidecart stop will not find this stream: {}", e.toString());
      return new RunningStream(null, null);
    }
  }

  /** Gives the file its name when it is whole and locked: others would take it for left behind. */
  private static RunningStream written(Entry entry, Path folder) throws IOException {
    Path unnamed = Files.createTempFile(folder, "stream-" + entry.pid() + "-", ".new");
    FileChannel lock = FileChannel.open(unnamed, StandardOpenOption.WRITE);
    try {
      lock.lock();
      lock.write(ByteBuffer.wrap(JSON.writeValueAsBytes(entry)));
      Path file = Path.of(unnamed.toString().replaceFirst("new$", "json"));
      return new RunningStream(Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE), lock);
    } catch (IOException e) {
      lock.close();
      Files.deleteIfExists(unnamed);
      throw e;
    }
  }

  /** Those that run now; what killed ones left is removed. */
  static List<Entry> all(Home home) {
    List<Entry> running = new ArrayList<>();
    if (!Files.isDirectory(folder(home))) {
      return running;
    }
    try (Stream<Path> files = Files.list(folder(home))) {
      for (Path file : files.filter(RunningStream::isNamed).sorted().toList()) {
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

  private static boolean isNamed(Path file) {
    return file.toString().endsWith(".json");
  }

  private static Optional<Entry> read(Path file) throws IOException {
    try {
      if (isLeftBehind(file)) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
      return Optional.of(entry(file));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it has just ended
    }
  }

  private static Entry entry(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    try {
      return JSON.readValue(content, Entry.class);
    } catch (JsonProcessingException e) {
      throw new SidecartException(
          "%s is of another build: end the process that its name tells by kill".formatted(file), e);
    }
  }

  private static boolean isLeftBehind(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // a stream of this very process
    }
  }

  @Override
  public void close() {
    if (file != null && lock != null) {
      try (lock) {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} stays: {}", file, e.toString());
      }
    }
  }
}
