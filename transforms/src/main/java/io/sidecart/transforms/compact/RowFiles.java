package io.sidecart.transforms.compact;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which files hold the rows of a folder, at any moment of a compaction and after one that died.
 *
 * <p>Who lists {@code *.parquet} misses rows while inputs are hidden and outputs are not shown yet.
 * The journal tells of both, so who reads it misses none and sees none twice.
 */
public final class RowFiles {
  private static final int ATTEMPTS = 100;
  private static final long BETWEEN_ATTEMPTS_MILLIS = 10;

  private RowFiles() {}

  /** Files that cannot be told from what is on the way: look again. */
  private static final class Torn extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The files below a folder and its visible folders, by folder and name; some may have hidden
   * names. One may be gone when it is opened: list again then.
   *
   * @throws SidecartException if the files change faster than they are listed
   */
  public static List<Entry> below(Storage storage, String root) throws IOException {
    List<Entry> files = new ArrayList<>();
    for (String folder : Storages.visibleFolders(storage, root)) {
      files.addAll(in(storage, folder));
    }
    return files;
  }

  /**
   * The same of what stands directly in a folder; empty where there is none.
   *
   * @throws SidecartException likewise
   */
  public static List<Entry> in(Storage storage, String folder) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return once(storage, folder);
      } catch (Torn e) {
        await();
      }
    }
    throw new SidecartException(
        folder
            + " does not hold still: wait for the compaction that works there; where none does,"
            + " ./sidecart compact tells what is wrong");
  }

  private static List<Entry> once(Storage storage, String folder) throws IOException, Torn {
    String path = StoragePaths.child(folder, Names.JOURNAL);
    Optional<Journal> before = journal(storage, path);
    List<Entry> entries = storage.list(folder);
    List<Entry> rows =
        before.isEmpty()
            ? entries.stream().filter(Names::isRows).toList()
            : told(before.get(), entries);
    boolean stable = before.isPresent() || isStable(entries, storage.list(folder));
    if (!stable || !journal(storage, path).equals(before)) {
      throw new Torn();
    }
    return rows;
  }

  private static Optional<Journal> journal(Storage storage, String path) throws IOException, Torn {
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Storages.read(storage, path), Journal.class, path));
    } catch (SidecartException e) {
      if (storage.exists(path)) {
        throw e;
      }
      throw new Torn();
    }
  }

  /** The outputs in the place of their inputs, whatever of the journal is done by now. */
  private static List<Entry> told(Journal journal, List<Entry> entries) throws Torn {
    List<Entry> rows = new ArrayList<>();
    Set<String> outputs = new HashSet<>();
    for (Journal.Output output : journal.outputs()) {
      rows.add(
          entries.stream()
              .filter(e -> e.name().equals(output.name()) || e.name().equals(output.hidden()))
              .findFirst()
              .orElseThrow(Torn::new));
      outputs.add(output.name());
    }
    entries.stream()
        .filter(Names::isRows)
        .filter(entry -> !outputs.contains(entry.name()) && !isInput(journal, entry))
        .forEach(rows::add);
    return rows;
  }

  /** A file that was replaced since it was merged stays, and its rows with it. */
  private static boolean isInput(Journal journal, Entry entry) {
    return journal.inputs().stream()
        .anyMatch(
            input ->
                input.name().equals(entry.name())
                    && input.size() == entry.size()
                    && input.modified() == entry.modified().toEpochMilli());
  }

  /**
   * Whether no compaction came and went between two lists, or in one of them: a list is no
   * snapshot, what is renamed meanwhile may stand there twice, or not at all. Others may add files.
   */
  private static boolean isStable(List<Entry> first, List<Entry> second) {
    if (Stream.concat(first.stream(), second.stream()).anyMatch(Names::isHiddenInput)) {
      return false;
    }
    Set<String> before = rowNames(first);
    Set<String> after = rowNames(second);
    return after.containsAll(before)
        && after.stream().filter(Names::isOutput).allMatch(before::contains);
  }

  private static Set<String> rowNames(List<Entry> entries) {
    return entries.stream().filter(Names::isRows).map(Entry::name).collect(Collectors.toSet());
  }

  private static void await() {
    try {
      Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("interrupted while listing files", e);
    }
  }
}
