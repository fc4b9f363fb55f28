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
final class Swap {
  /** A writer needs seconds or minutes for a file: what is this old has no writer any more. */
  private static final Duration WRITER_IS_DEAD = Duration.ofHours(1);

  private final Storage storage;
  private final String folder;
  private final CompactionLock lock;

  Swap(Storage storage, String folder, CompactionLock lock) {
    this.storage = storage;
    this.folder = folder;
    this.lock = lock;
  }

  /** Writes the journal and does what it says. */
  void publish(Journal journal) throws IOException {
    lock.check();
    Storages.publish(storage, path(Names.JOURNAL), Json.bytes(journal));
    if (!finish(journal)) {
      throw new SidecartException(
          "Merged files of " + folder + " vanished before they were shown: nothing was changed");
    }
  }

  /**
   * Finishes or removes what a compaction that died left.
   *
   * @return what was done, in a few words; empty where it left nothing
   */
  String recover(Instant now) throws IOException {
    String journal = path(Names.JOURNAL);
    boolean finished =
        storage.exists(journal)
            && finish(Json.read(Storages.read(storage, journal), Journal.class, journal));
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
    if (finished) {
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

  /**
   * All steps from the journal on; those that were done before are done again or passed over.
   *
   * @return false where an output vanished while all inputs stand: the journal is given up
   */
  private boolean finish(Journal journal) throws IOException {
    Map<String, Entry> entries =
        storage.list(folder).stream().collect(toMap(Entry::name, identity()));
    List<Move> outputs = new ArrayList<>();
    for (Journal.Output output : journal.outputs()) {
      if (entries.containsKey(output.hidden())) {
        outputs.add(new Move(path(output.hidden()), path(output.name())));
      } else if (!entries.containsKey(output.name())) {
        giveUp(journal, output.name(), entries);
        return false;
      }
    }
    lock.check();
    storage.renameAll(inputs(journal, entries));
    storage.renameAll(outputs);
    for (Journal.Input input : journal.inputs()) {
      storage.delete(path(Names.hiddenInput(input.name())));
    }
    storage.delete(path(Names.JOURNAL));
    return true;
  }

  /**
   * Forgets a merge of which no reader has seen anything.
   *
   * @throws SidecartException if inputs were hidden or deleted already; the message tells which
   */
  private void giveUp(Journal journal, String gone, Map<String, Entry> entries) throws IOException {
    List<String> inputs = journal.inputs().stream().map(Journal.Input::name).toList();
    if (inputs.stream().anyMatch(name -> entries.containsKey(Names.hiddenInput(name)))) {
      throw new SidecartException(
          path(Names.JOURNAL)
              + " tells of "
              + gone
              + ", which is gone: rename the files ending in .compacted beside it to end in"
              + " .parquet, without the first dot, delete the journal, and compact again");
    }
    if (!entries.keySet().containsAll(inputs)) {
      throw new SidecartException(
          path(Names.JOURNAL)
              + " tells of "
              + gone
              + ", which is gone after the files it was merged from: restore it from a copy, or"
              + " delete the journal to do without its rows");
    }
    lock.check();
    // The journal goes first: without it the rest is remains.
    storage.delete(path(Names.JOURNAL));
    for (Journal.Output output : journal.outputs()) {
      storage.delete(path(output.hidden()));
    }
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
