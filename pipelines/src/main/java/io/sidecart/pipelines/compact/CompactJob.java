package io.sidecart.pipelines.compact;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.job.BatchRun;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.options.ByteSizes;
import io.sidecart.pipelines.options.Durations;
import io.sidecart.transforms.compact.CompactionLock;
import io.sidecart.transforms.compact.CompactionSettings;
import io.sidecart.transforms.compact.FolderCompaction;
import io.sidecart.transforms.compact.FolderResult;
import io.sidecart.transforms.compact.FolderResult.State;
import io.sidecart.transforms.compact.RunFolder;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;

/** The command compact. */
public final class CompactJob implements Job<CompactOptions> {
  private static final Pattern ZERO = Pattern.compile("0(ms|s|m|h|d)");

  private final PrintStream out;

  public CompactJob() {
    this(System.out);
  }

  CompactJob(PrintStream out) {
    this.out = out;
  }

  @Override
  public String name() {
    return "compact";
  }

  @Override
  public String summary() {
    return "Merges the small Parquet files of the stream and drops rows that stand twice.";
  }

  @Override
  public Class<CompactOptions> optionsType() {
    return CompactOptions.class;
  }

  @Override
  public void run(CompactOptions options) throws IOException {
    CompactionSettings settings = settings(options);
    String root = Storages.absolute(options.getPath());
    Storage storage = Storages.of(root);
    if (!storage.exists(root)) {
      throw new SidecartException("There is no folder " + root + ": --path names what to compact");
    }
    ReportFile reportFile = ReportFile.claim(options.getReport());
    String run = CompactionLock.newRun();
    List<FolderResult> results;
    if (settings.dryRun()) {
      results = plan(storage, root, run, settings);
    } else {
      CompactionLock lock = CompactionLock.ofRun(storage, root, run, settings.breakLock());
      try {
        results = compact(options, storage, root, run, settings, lock);
      } finally {
        lock.release();
      }
    }
    CompactReport report = CompactReport.of(root, settings.dryRun(), results);
    out.print(report.toText());
    reportFile.write(report.toJson());
    List<FolderResult> failed = results.stream().filter(r -> r.state() == State.FAILED).toList();
    if (!failed.isEmpty()) {
      throw new SidecartException(
          "%d of %d folders could not be compacted, the first because: %s"
              .formatted(failed.size(), results.size(), failed.get(0).note()));
    }
  }

  private static CompactionSettings settings(CompactOptions options) {
    long target = ByteSizes.parse("--targetFileSize", options.getTargetFileSize());
    String smaller = options.getSmallerThan();
    long smallerThan =
        smaller == null ? Math.max(1, target / 2) : ByteSizes.parse("--smallerThan", smaller);
    if (smallerThan > target) {
      throw new UsageException(
          "--smallerThan must not be larger than --targetFileSize ("
              + options.getTargetFileSize()
              + "), but was '"
              + smaller
              + "'");
    }
    return new CompactionSettings(
        target,
        smallerThan,
        age(options.getOlderThan()),
        options.getDryRun(),
        options.getBreakLock());
  }

  private static Duration age(String text) {
    return ZERO.matcher(text).matches() ? Duration.ZERO : Durations.parse("--olderThan", text);
  }

  /**
   * Reads footers, and identities where several files may share some; changes nothing: no pipeline,
   * no lock.
   */
  private static List<FolderResult> plan(
      Storage storage, String root, String run, CompactionSettings settings) throws IOException {
    List<FolderResult> plans = new ArrayList<>();
    for (String folder : foldersWorthALook(storage, root)) {
      plans.add(new FolderCompaction(storage, settings, run).run(folder));
    }
    return plans;
  }

  private static List<FolderResult> compact(
      CompactOptions options,
      Storage storage,
      String root,
      String run,
      CompactionSettings settings,
      CompactionLock lock)
      throws IOException {
    lock.check();
    RunFolder.removeAll(root);
    List<String> folders = foldersWorthALook(storage, root);
    if (folders.isEmpty()) {
      return List.of();
    }
    RunFolder results = new RunFolder(root, run);
    try {
      Pipeline pipeline = Pipeline.create(options);
      CompactPipeline.build(pipeline, folders, root, run, settings);
      BatchRun.toEnd(pipeline);
      lock.check();
      return results.read();
    } finally {
      results.remove();
    }
  }

  private static List<String> foldersWorthALook(Storage storage, String root) throws IOException {
    List<String> worth = new ArrayList<>();
    boolean anyRows = false;
    for (String folder : Storages.visibleFolders(storage, root)) {
      List<Entry> entries = storage.list(folder);
      anyRows |= entries.stream().anyMatch(FolderCompaction::isRows);
      if (FolderCompaction.isWorthALook(entries, Instant.now())) {
        worth.add(folder);
      }
    }
    if (!anyRows && worth.isEmpty()) {
      throw new SidecartException("There are no Parquet files below " + root);
    }
    return worth;
  }
}
