package io.sidecart.runners.launcher.drill;

import io.sidecart.model.EventId;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.compact.RowFiles;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads all rows of a folder over and over while it is written and compacted. No row may be missing
 * that was there once, and none may stand twice. Beside it a reader that lists plain files looks
 * too, of which it is only told how often it missed some.
 */
final class LoopingReader implements AutoCloseable {
  private final Storage storage;
  private final String root;
  private final Thread thread = new Thread(this::loop, "looping-reader");
  private final List<String> faults = new ArrayList<>();
  private volatile boolean closed;
  private Set<EventId> seen = new HashSet<>();
  private long looks;
  private long againLooks;
  private long plainLooks;
  private long plainMisses;
  private long plainDoubles;

  LoopingReader(String root) {
    this.root = Storages.absolute(root);
    this.storage = Storages.of(this.root);
    thread.setDaemon(true);
    thread.start();
  }

  private interface Listing {
    List<Entry> files() throws IOException;
  }

  private void loop() {
    while (!closed) {
      try {
        look();
      } catch (IOException | RuntimeException | Error e) {
        fault("a reader broke off: " + e);
        return;
      }
    }
  }

  private void look() throws IOException {
    @Nullable List<EventId> ids = read(() -> RowFiles.below(storage, root));
    if (ids == null) {
      againLooks++;
      return;
    }
    looks++;
    Set<EventId> distinct = new HashSet<>(ids);
    if (distinct.size() < ids.size()) {
      fault("a reader saw %,d rows twice".formatted(ids.size() - distinct.size()));
    }
    long missing = seen.stream().filter(id -> !distinct.contains(id)).count();
    if (missing > 0) {
      fault("a reader missed %,d of %,d rows".formatted(missing, seen.size()));
    }
    seen = distinct;
    @Nullable List<EventId> plain = read(() -> Storages.visibleFiles(storage, root));
    if (plain != null) {
      plainLooks++;
      plainMisses += new HashSet<>(plain).containsAll(seen) ? 0 : 1;
      plainDoubles += new HashSet<>(plain).size() < plain.size() ? 1 : 0;
    }
  }

  private void fault(String what) {
    synchronized (faults) {
      faults.add(what);
    }
  }

  /** Null where a file was gone when it was opened. */
  private @Nullable List<EventId> read(Listing listing) throws IOException {
    List<EventId> ids = new ArrayList<>();
    for (Entry file : listing.files()) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), EnrichedEventRows.IDS)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          ids.add(EnrichedEventRows.id(row));
        }
      } catch (SidecartException e) {
        if (storage.exists(file.path())) {
          throw e;
        }
        return null;
      }
    }
    return ids;
  }

  /** What was wrong with what it saw; that it saw nothing is wrong too. Closed before. */
  List<String> faults() {
    if (looks == 0) {
      fault("a reader saw nothing");
    }
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }

  String summary() {
    return ("a reader by the journal looked %,d times and saw each row once, %,d times a file was"
            + " gone and it listed again; one of plain files looked %,d times, missed rows %,d"
            + " times and saw some twice %,d times")
        .formatted(looks, againLooks, plainLooks, plainMisses, plainDoubles);
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
