package io.sidecart.transforms.compact;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Recommendation;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.MemoryStorage;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A folder of row files that tests compact. */
final class Folder {
  static final long TARGET = 1 << 20;

  /** Files of some hundred rows and more are larger than this. */
  static final long SMALLER_THAN = 8_000;

  static final CompactionSettings SETTINGS =
      new CompactionSettings(TARGET, SMALLER_THAN, Duration.ZERO, false, false);

  final String path;
  final Storage storage;

  /** On the local disk. */
  Folder(Path path) {
    this(path.toString(), Storages.of("/"));
  }

  /** In memory: quick. */
  Folder() {
    this("/rows", new MemoryStorage());
  }

  /** On any storage. */
  Folder(String path, Storage storage) {
    this.path = path;
    this.storage = storage;
  }

  void write(String name, List<EnrichedEvent> rows) {
    Rows.write(storage, path + "/" + name, rows);
  }

  void put(String name, byte[] content) throws IOException {
    Storages.publish(storage, path + "/" + name, content);
  }

  /** A file of rows that do not compress well, from the first to the last offset. */
  void writeLarge(String name, int partition, long first, long last) {
    Random random = new Random(first);
    List<EnrichedEvent> rows = new ArrayList<>();
    for (EnrichedEvent row : Rows.rows(partition, first, last)) {
      List<Recommendation> recommendations = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        recommendations.add(new Recommendation(random.nextInt(), random.nextFloat()));
      }
      rows.add(
          new EnrichedEvent(row.event(), row.features(), recommendations, 0.4, "v1", row.why()));
    }
    write(name, rows);
  }

  List<EnrichedEvent> read() {
    return Rows.readFolder(storage, path);
  }

  List<EventId> ids() {
    return read().stream().map(row -> row.event().id()).toList();
  }

  /** The names of all files, hidden ones too. */
  List<String> names() {
    try {
      return storage.list(path).stream().map(Storage.Entry::name).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FolderResult compact() throws IOException {
    return compact(SETTINGS);
  }

  FolderResult compact(CompactionSettings settings) throws IOException {
    return compaction(storage, settings, "run").run(path);
  }

  FolderResult compact(Storage through, String run) throws IOException {
    return compaction(through, SETTINGS, run).run(path);
  }

  /** A compaction that takes all other holders for dead, some time after the files were written. */
  static FolderCompaction compaction(Storage storage, CompactionSettings settings, String run) {
    return new FolderCompaction(
        storage,
        settings,
        new Holder(run, "1", "host", 1, "", "now"),
        holder -> true,
        Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)),
        4);
  }
}
