package io.sidecart.transforms.compact;

import static java.util.Objects.requireNonNull;

import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/**
 * Compacts folders, each as a whole by one worker, and tells what became of them. A folder that
 * cannot be compacted does not keep the others from it: its result says why.
 *
 * <p>The results are also kept in the {@link RunFolder}.
 */
public final class CompactFolders
    extends PTransform<PCollection<String>, PCollection<FolderResult>> {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final String run;
  private final CompactionSettings settings;

  private CompactFolders(String root, String run, CompactionSettings settings) {
    this.root = requireNonNull(root, "root");
    this.run = requireNonNull(run, "run");
    this.settings = requireNonNull(settings, "settings");
    if (settings.dryRun()) {
      throw new IllegalArgumentException("a dry run has no pipeline: see FolderCompaction");
    }
  }

  /**
   * Keeps results below the root.
   *
   * @param root a folder that all folders are in or below
   * @param run the name of the run, a new one for each: {@link CompactionLock#newRun()}
   */
  public static CompactFolders below(String root, String run, CompactionSettings settings) {
    return new CompactFolders(root, run, settings);
  }

  @Override
  public PCollection<FolderResult> expand(PCollection<String> folders) {
    return folders
        .apply("SpreadFolders", Reshuffle.viaRandomKey())
        .apply("CompactFolder", ParDo.of(new CompactFolder(root, run, settings)))
        .setCoder(SerializableCoder.of(FolderResult.class));
  }

  private static final class CompactFolder extends DoFn<String, FolderResult> {
    private static final long serialVersionUID = 1L;

    private final String root;
    private final String run;
    private final CompactionSettings settings;
    private final Counter files = Metrics.counter("compact", "filesMerged");
    private final Counter doubles = Metrics.counter("compact", "doublesDropped");

    CompactFolder(String root, String run, CompactionSettings settings) {
      this.root = root;
      this.run = run;
      this.settings = settings;
    }

    @ProcessElement
    public void process(@Element String folder, OutputReceiver<FolderResult> out)
        throws IOException {
      FolderResult result = new FolderCompaction(Storages.of(root), settings, run).run(folder);
      files.inc(result.filesBefore());
      doubles.inc(result.doubles());
      new RunFolder(root, run).write(result);
      out.output(result);
    }
  }
}
