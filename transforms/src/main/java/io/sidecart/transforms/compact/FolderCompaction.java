package io.sidecart.transforms.compact;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.compact.FolderMerge.Merged;
import io.sidecart.transforms.compact.FolderResult.State;
import io.sidecart.transforms.compact.Outputs.Written;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Compacts one folder after another; the package tells the steps and what they promise. */
public final class FolderCompaction {
  private static final int MOST_OPEN = 64;

  private final Storage storage;
  private final CompactionSettings settings;
  private final Holder holder;
  private final Predicate<Holder> isGone;
  private final Clock clock;
  private final int mostOpen;

  /** For a run of this process. */
  public FolderCompaction(Storage storage, CompactionSettings settings, String run) {
    this(
        storage,
        settings,
        Holder.current(run, Clock.systemUTC().instant()),
        Holder::isGone,
        Clock.systemUTC(),
        MOST_OPEN);
  }

  FolderCompaction(
      Storage storage,
      CompactionSettings settings,
      Holder holder,
      Predicate<Holder> isGone,
      Clock clock,
      int mostOpen) {
    this.storage = storage;
    this.settings = settings;
    this.holder = holder;
    this.isGone = isGone;
    this.clock = clock;
    this.mostOpen = mostOpen;
  }

  /** Whether a folder's list of names is such that it is worth a closer look. */
  public static boolean isWorthALook(List<Entry> entries, Instant now) {
    return entries.stream().filter(Names::isRows).limit(2).count() == 2
        || entries.stream()
            .anyMatch(
                entry ->
                    entry.name().equals(Names.JOURNAL)
                        || Names.isHiddenInput(entry)
                        || Swap.isRemains(entry, now));
  }

  /** Whether this is a file of rows that readers see. */
  public static boolean isRows(Entry entry) {
    return Names.isRows(entry);
  }

  /**
   * Compacts what stands directly in the folder, or plans it. What the user can act on (a damaged
   * file, a lock, a full disk) is told in the result and leaves the rows as they were.
   */
  public FolderResult run(String folder) throws IOException {
    try {
      return settings.dryRun() ? plan(folder) : compact(folder);
    } catch (SidecartException e) {
      return FolderResult.of(folder, State.FAILED, e.getMessage());
    }
  }

  private FolderResult plan(String folder) throws IOException {
    if (storage.exists(StoragePaths.child(folder, Names.JOURNAL))) {
      String note = "an interrupted compaction would be finished first";
      return FolderResult.of(folder, State.PLANNED, note);
    }
    MergePlan plan = new MergePlanner(storage, settings).plan(folder, clock.instant());
    if (plan.isEmpty()) {
      return FolderResult.of(folder, State.NOTHING, "");
    }
    return new FolderResult(
        folder,
        State.PLANNED,
        "",
        plan.inputs().size(),
        plan.expectedFiles(settings.targetBytes()),
        plan.bytes(),
        0,
        plan.rows(),
        0,
        0,
        0);
  }

  private FolderResult compact(String folder) throws IOException {
    CompactionLock lock =
        CompactionLock.take(
            storage,
            StoragePaths.child(folder, Names.LOCK),
            holder,
            isGone,
            clock,
            settings.breakLock());
    try {
      Swap swap = new Swap(storage, folder, lock);
      String note = swap.recover(clock.instant());
      MergePlan plan = new MergePlanner(storage, settings).plan(folder, clock.instant());
      if (plan.isEmpty()) {
        return FolderResult.of(folder, State.NOTHING, note);
      }
      Merged merged = merge(folder, plan);
      Journal journal = journal(plan, merged);
      swap.publish(journal);
      return result(folder, note, plan, merged, journal);
    } finally {
      lock.release();
    }
  }

  private Merged merge(String folder, MergePlan plan) throws IOException {
    try {
      return new FolderMerge(storage, folder, holder.id(), settings.targetBytes(), mostOpen)
          .merge(plan);
    } catch (IOException | RuntimeException e) {
      removeTemporaries(folder, e);
      throw e;
    }
  }

  private void removeTemporaries(String folder, Exception failure) {
    try {
      for (Entry entry : storage.list(folder)) {
        if (Names.isTemporaryOf(entry, holder.id())) {
          storage.delete(entry.path());
        }
      }
    } catch (IOException | RuntimeException e) {
      // The next compaction removes them.
      failure.addSuppressed(e);
    }
  }

  private Journal journal(MergePlan plan, Merged merged) {
    List<Journal.Output> outputs = new ArrayList<>();
    for (Written written : merged.outputs()) {
      String name =
          Names.output(written.spans().get(), written.rows(), holder.id(), outputs.size());
      outputs.add(new Journal.Output(StoragePaths.name(written.path()), name));
    }
    List<Journal.Input> inputs =
        plan.inputs().stream()
            .map(RowFile::entry)
            .map(e -> new Journal.Input(e.name(), e.size(), e.modified().toEpochMilli()))
            .toList();
    return new Journal(
        holder.run(),
        inputs,
        outputs,
        merged.after().rows(),
        Long.toHexString(merged.after().sum()));
  }

  private FolderResult result(
      String folder, String note, MergePlan plan, Merged merged, Journal journal)
      throws IOException {
    long bytes = 0;
    List<String> names = journal.outputs().stream().map(Journal.Output::name).toList();
    for (Entry entry : storage.list(folder)) {
      bytes += names.contains(entry.name()) ? entry.size() : 0;
    }
    return new FolderResult(
        folder,
        State.MERGED,
        note,
        plan.inputs().size(),
        names.size(),
        plan.bytes(),
        bytes,
        plan.rows(),
        merged.after().rows(),
        merged.distinct().sum(),
        merged.after().sum());
  }
}
