package io.sidecart.transforms.sink;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.coders.WrittenFileCoder;
import io.sidecart.transforms.storage.Storages;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;

/**
 * Writes rows as Parquet files below {@code dt=YYYY-MM-DD/hour=HH} folders of their event time
 * (UTC), and tells of each file once readers can see it. A file of few rows of an unbounded input
 * is told of again for a minute, in which it may be compacted already.
 *
 * <p>Bounded and unbounded input, in any windows; the files come out in the global window. A row of
 * an unbounded input is visible a flush interval after its bundle, or as soon as the runner rings a
 * timer after that, in a file of one partition whose rows stand in the order of their offsets.
 * Where a file cannot be written the bundle fails with a {@link
 * io.sidecart.model.SidecartException} that names it; nothing half-written is ever visible.
 *
 * <p>Few rows of an unbounded input wait for a timer of processing time, for which DirectRunner
 * does not wait should such an input end: read with an end where there is one.
 *
 * <pre>{@code
 * PCollection<WrittenFile> files =
 *     rows.apply("WriteParquet", WriteParquet.to("/data/enriched").withFlushRows(10_000));
 * }</pre>
 */
public final class WriteParquet
    extends PTransform<PCollection<EnrichedEvent>, PCollection<WrittenFile>> {
  private static final long serialVersionUID = 1L;

  /** The rows that make a file worth writing, where {@link #withFlushRows} says nothing else. */
  public static final int DEFAULT_FLUSH_ROWS = 5_000;

  private static final Duration DEFAULT_FLUSH_INTERVAL = Duration.standardSeconds(1);

  private final String folder;
  private final int flushRows;
  private final Duration flushInterval;

  private WriteParquet(String folder, int flushRows, Duration flushInterval) {
    this.folder = folder;
    this.flushRows = flushRows;
    this.flushInterval = flushInterval;
  }

  /**
   * Writes below a folder, which is made where it does not exist.
   *
   * @param folder a local path or one on HDFS; see {@link io.sidecart.transforms.storage.Storage}
   */
  public static WriteParquet to(String folder) {
    return new WriteParquet(Storages.absolute(folder), DEFAULT_FLUSH_ROWS, DEFAULT_FLUSH_INTERVAL);
  }

  /**
   * How many rows of one hour and one partition are written at once, without waiting for more.
   *
   * @param rows at least 1; 5,000 where it is not given
   */
  public WriteParquet withFlushRows(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("flushRows must be at least 1: " + rows);
    }
    return new WriteParquet(folder, rows, flushInterval);
  }

  /**
   * How long fewer rows wait for more.
   *
   * @param interval more than 0; a second where it is not given
   */
  public WriteParquet withFlushInterval(Duration interval) {
    if (!interval.isLongerThan(Duration.ZERO)) {
      throw new IllegalArgumentException("flushInterval must be longer than 0: " + interval);
    }
    return new WriteParquet(folder, flushRows, interval);
  }

  @Override
  public PCollection<WrittenFile> expand(PCollection<EnrichedEvent> rows) {
    PCollectionTuple grouped =
        rows.apply("IgnoreWindows", ignoreWindows())
            .apply(
                "GroupRows",
                ParDo.of(
                        new GroupRows(
                            folder, flushRows, isBounded(rows) ? Shard::key : Shard::partitionKey))
                    .withOutputTags(GroupRows.FILES, TupleTagList.of(GroupRows.CHUNKS)));
    PCollection<WrittenFile> large = grouped.get(GroupRows.FILES).setCoder(WrittenFileCoder.of());
    // On streaming Spark, state with a timer evaluates all that leads to it twice in each batch, as
    // its keys are collected by a second pass: large files would be written twice, and the side
    // effects of all transforms before this one would happen twice. Beam caches what a DoFn of
    // several outputs puts out, and so ends the second pass here: the large files must stay an
    // output of their own beside the chunks.
    PCollection<WrittenFile> gathered =
        gather(
                grouped
                    .get(GroupRows.CHUNKS)
                    .setCoder(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of())))
            .setCoder(WrittenFileCoder.of());
    return PCollectionList.of(large).and(gathered).apply("AllFiles", Flatten.pCollections());
  }

  /**
   * Nothing is late in the global window. The allowance is for SparkRunner: when it has collected
   * what a key puts out, it fires timers once more, those that became due in the meantime, and
   * drops what they put out; but no timer whose lateness is still allowed.
   */
  private static Window<EnrichedEvent> ignoreWindows() {
    return Window.<EnrichedEvent>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(Duration.standardDays(1))
        .discardingFiredPanes();
  }

  private static boolean isBounded(PCollection<?> collection) {
    return collection.isBounded() == IsBounded.BOUNDED;
  }

  private PCollection<WrittenFile> gather(PCollection<KV<String, byte[]>> chunks) {
    if (isBounded(chunks)) {
      // At the end of a bounded input DirectRunner does not wait for a timer of processing time.
      return chunks
          .apply("GroupChunks", GroupByKey.create())
          .apply("WriteGathered", ParDo.of(new WriteGathered(folder, flushRows)));
    }
    return chunks.apply(
        "GatherChunks", ParDo.of(new GatherChunks(folder, flushRows, flushInterval)));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("folder", folder))
        .add(DisplayData.item("flushRows", flushRows))
        .add(DisplayData.item("flushInterval", flushInterval));
  }
}
