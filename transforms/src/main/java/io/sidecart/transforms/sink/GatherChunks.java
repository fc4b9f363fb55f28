package io.sidecart.transforms.sink;

import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.coders.WrittenFileCoder;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the chunks of a Kafka partition until there are enough rows or the oldest has waited
 * enough.
 *
 * <p>Not of a shard, which ends with its hour: streaming Spark keeps every key that there ever was,
 * and asks each of them in each micro-batch whether its timer is due.
 *
 * <p>Each file is told of again for a minute. Spark computes the state of past micro-batches anew
 * where an executor is lost, with the timers that are due by then; a file that is written in such a
 * one is told to nobody, as what follows in that micro-batch is not repeated.
 */
final class GatherChunks extends DoFn<KV<String, byte[]>, WrittenFile> {
  private static final long serialVersionUID = 1L;

  /** Longer than it takes to compute the state of some micro-batches anew. */
  private static final Duration TOLD_FOR = Duration.standardMinutes(1);

  private static final Duration TOLD_EACH = Duration.standardSeconds(15);

  @StateId("chunks")
  private final StateSpec<BagState<byte[]>> chunksSpec = StateSpecs.bag(ByteArrayCoder.of());

  /** How many rows the chunks hold; null where there is no chunk. */
  @StateId("rows")
  private final StateSpec<ValueState<Integer>> rowsSpec = StateSpecs.value(VarIntCoder.of());

  /** The files of the last minute, with the time when they were written. */
  @StateId("told")
  private final StateSpec<ValueState<List<TimestampedValue<WrittenFile>>>> toldSpec =
      StateSpecs.value(ListCoder.of(TimestampedValueCoder.of(WrittenFileCoder.of())));

  /** When they are told of again; null where there are none. */
  @StateId("tellAt")
  private final StateSpec<ValueState<Instant>> tellAtSpec = StateSpecs.value(InstantCoder.of());

  @TimerId("flush")
  private final TimerSpec flushSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("tellAgain")
  private final TimerSpec tellAgainSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  private final String root;
  private final int flushRows;
  private final Duration flushInterval;
  private final SinkMetrics metrics = new SinkMetrics();
  private transient PartFiles parts;

  GatherChunks(String root, int flushRows, Duration flushInterval) {
    this.root = root;
    this.flushRows = flushRows;
    this.flushInterval = flushInterval;
  }

  @Setup
  public void setUp() {
    parts = new PartFiles(Storages.of(root), root, metrics);
  }

  @ProcessElement
  public void process(
      @Element KV<String, byte[]> chunk,
      @StateId("chunks") BagState<byte[]> chunks,
      @StateId("rows") ValueState<Integer> rows,
      @StateId("told") ValueState<List<TimestampedValue<WrittenFile>>> told,
      @StateId("tellAt") ValueState<Instant> tellAt,
      @TimerId("flush") Timer flush,
      @TimerId("tellAgain") Timer tellAgain,
      OutputReceiver<WrittenFile> out)
      throws IOException {
    Integer before = rows.read();
    int now = (before == null ? 0 : before) + Chunk.size(chunk.getValue());
    chunks.add(chunk.getValue());
    if (now >= flushRows) {
      write(chunks, rows, told, out, tellAgain.getCurrentRelativeTime());
    } else {
      rows.write(now);
      if (before == null) {
        flush.offset(flushInterval).setRelative();
      }
    }
    keepTelling(told, tellAt, tellAgain);
  }

  /** Also rings where the rows were many enough before; then it finds fewer rows, or none. */
  @OnTimer("flush")
  public void flush(
      @StateId("chunks") BagState<byte[]> chunks,
      @StateId("rows") ValueState<Integer> rows,
      @StateId("told") ValueState<List<TimestampedValue<WrittenFile>>> told,
      @StateId("tellAt") ValueState<Instant> tellAt,
      @TimerId("tellAgain") Timer tellAgain,
      OutputReceiver<WrittenFile> out)
      throws IOException {
    if (rows.read() != null) {
      write(chunks, rows, told, out, tellAgain.getCurrentRelativeTime());
    }
    keepTelling(told, tellAt, tellAgain);
  }

  private void write(
      BagState<byte[]> chunks,
      ValueState<Integer> rows,
      ValueState<List<TimestampedValue<WrittenFile>>> told,
      OutputReceiver<WrittenFile> out,
      Instant now)
      throws IOException {
    List<TimestampedValue<WrittenFile>> all = new ArrayList<>(orNone(told.read()));
    for (WrittenFile file : parts.writeEach(Chunk.rows(chunks.read()))) {
      out.output(file);
      all.add(TimestampedValue.of(file, now));
    }
    told.write(all);
    chunks.clear();
    rows.clear();
  }

  /**
   * Sets the timer where it is needed, or should have rung. A task of Spark that is tried again
   * finds the state that the failed one has left, and not its timers.
   */
  private static void keepTelling(
      ValueState<List<TimestampedValue<WrittenFile>>> told,
      ValueState<Instant> tellAt,
      Timer tellAgain) {
    Instant now = tellAgain.getCurrentRelativeTime();
    Instant due = tellAt.read();
    if (due == null ? !orNone(told.read()).isEmpty() : due.plus(TOLD_EACH).isBefore(now)) {
      tellAt.write(now.plus(TOLD_EACH));
      tellAgain.offset(TOLD_EACH).setRelative();
    }
  }

  @OnTimer("tellAgain")
  public void tellAgain(
      @StateId("told") ValueState<List<TimestampedValue<WrittenFile>>> told,
      @StateId("tellAt") ValueState<Instant> tellAt,
      @TimerId("tellAgain") Timer tellAgain,
      OutputReceiver<WrittenFile> out) {
    Instant now = tellAgain.getCurrentRelativeTime();
    Instant due = tellAt.read();
    if (due == null || due.isAfter(now)) {
      return; // SparkRunner keeps a timer that was set before, too
    }
    List<TimestampedValue<WrittenFile>> young = new ArrayList<>();
    for (TimestampedValue<WrittenFile> file : orNone(told.read())) {
      out.output(file.getValue());
      if (file.getTimestamp().plus(TOLD_FOR).isAfter(now)) {
        young.add(file);
      }
    }
    told.write(young);
    tellAt.clear();
    keepTelling(told, tellAt, tellAgain);
  }

  private static List<TimestampedValue<WrittenFile>> orNone(
      @Nullable List<TimestampedValue<WrittenFile>> files) {
    return files == null ? List.of() : files;
  }
}
