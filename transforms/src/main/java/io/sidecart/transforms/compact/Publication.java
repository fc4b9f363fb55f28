package io.sidecart.transforms.compact;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storage.Move;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts outputs in the place of inputs, in a folder whose lock is held. */
final class Publication {
  /** A writer needs seconds or minutes for a file: what is this old has no writer any more. */
  private static final Duration WRITER_IS_DEAD = Duration.ofHours(1);

  private final Storage storage;
  private final String folder;
  private final CompactionLock lock;

  Publication(Storage storage, String folder, CompactionLock lock) {
    this.storage = storage;
    this.folder = folder;
    this.lock = lock;
  }

  /** Writes the journal and does what it says. */
  void publish(Journal journal) throws IOException {
    lock.check();
    Storages.publish(storage, path(Names.JOURNAL), Json.bytes(journal));
    finish(journal);
  }

  /**
   * Finishes or removes what a compaction that died left.
   *
   * @return what was done, in a few words; empty where it left nothing
   */
  String recover(Instant now) throws IOException {
    String journal = path(Names.JOURNAL);
    boolean begun = storage.exists(journal);
    if (begun) {
      finish(Json.read(Storages.read(storage, journal), Journal.class, journal));
    }
    int removed = 0;
    for (Entry entry : storage.list(folder)) {
      if (Names.isHiddenInput(entry)) {
        throw new SidecartException(
            entry.path()
                + " was hidden by a compaction whose journal is gone: if its rows are missing,"
                + " rename it to end in .parquet, without the first dot");
      }
      if (isOld(entry, now) || (Names.isCompactionsTemporary(entry) && !lock.isContended())) {
        storage.delete(entry.path());
        removed++;
      }
    }
    if (begun) {
      return "finished what an interrupted compaction had begun";
    }
    return removed == 0 ? "" : "removed " + removed + " half-written files";
  }

  /** Whether a compaction of its folder may remove this. */
  static boolean isRemains(Entry entry, Instant now) {
    return Names.isCompactionsTemporary(entry) || isOld(entry, now);
  }

  private static boolean isOld(Entry entry, Instant now) {
    return (Names.isCompactionsTemporary(entry) || Names.isWritersTemporary(entry))
        && entry.modified().plus(WRITER_IS_DEAD).isBefore(now);
  }

  /** All steps from the journal on; those that were done before are done again or passed over. */
  private void finish(Journal journal) throws IOException {
    Map<String, Entry> entries =
        storage.list(folder).stream().collect(toMap(Entry::name, identity()));
    List<Move> outputs = new ArrayList<>();
    for (Journal.Output output : journal.outputs()) {
      if (entries.containsKey(output.hidden())) {
        outputs.add(new Move(path(output.hidden()), path(output.name())));
      } else if (!entries.containsKey(output.name())) {
        throw new SidecartException(
            path(Names.JOURNAL)
                + " tells of "
                + output.name()
                + ", which is gone: its rows are in the files ending in .compacted beside it");
      }
    }
    lock.check();
    storage.renameAll(inputs(journal, entries));
    storage.renameAll(outputs);
    for (Journal.Input input : journal.inputs()) {
      storage.delete(path(Names.hiddenInput(input.name())));
    }
    storage.delete(path(Names.JOURNAL));
  }

  private List<Move> inputs(Journal journal, Map<String, Entry> entries) {
    List<Move> moves = new ArrayList<>();
    for (Journal.Input input : journal.inputs()) {
      Entry entry = entries.get(input.name());
      // A file that was replaced since is not what was merged: it stays.
      if (entry != null
          && entry.size() == input.size()
          && entry.modified().toEpochMilli() == input.modified()) {
        moves.add(new Move(path(input.name()), path(Names.hiddenInput(input.name()))));
      }
    }
    return moves;
  }

  private String path(String name) {
    return StoragePaths.child(folder, name);
  }
}
