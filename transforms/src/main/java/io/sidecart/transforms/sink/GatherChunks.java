package io.sidecart.transforms.sink;

import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.InstantCoder;
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
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Gathers the chunks of a Kafka partition until there are enough rows or the oldest has waited
 * enough.
 *
 * <p>Not of a shard, which ends with its hour: streaming Spark keeps every key that there ever was,
 * and asks each of them in each micro-batch whether its timer is due.
 *
 * <p>Files are {@link ToldFiles}: Spark computes the state of past micro-batches anew where an
 * executor is lost, with the timers that are due by then. What is put out in such a one reaches
 * nobody, as what follows in that micro-batch is not repeated.
 */
final class GatherChunks extends DoFn<KV<String, byte[]>, WrittenFile> {
  private static final long serialVersionUID = 1L;

  @StateId("chunks")
  private final StateSpec<BagState<byte[]>> chunksSpec = StateSpecs.bag(ByteArrayCoder.of());

  /** How many rows the chunks hold; null where there is no chunk. */
  @StateId("rows")
  private final StateSpec<ValueState<Integer>> rowsSpec = StateSpecs.value(VarIntCoder.of());

  @StateId("flushAt")
  private final StateSpec<ValueState<Instant>> flushAtSpec = StateSpecs.value(InstantCoder.of());

  @StateId("told")
  private final StateSpec<ValueState<List<TimestampedValue<WrittenFile>>>> toldSpec =
      StateSpecs.value(ToldFiles.CODER);

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
      @StateId("flushAt") ValueState<Instant> flushAt,
      @StateId("told") ValueState<List<TimestampedValue<WrittenFile>>> told,
      @StateId("tellAt") ValueState<Instant> tellAt,
      @TimerId("flush") Timer flush,
      @TimerId("tellAgain") Timer tellAgain,
      OutputReceiver<WrittenFile> out)
      throws IOException {
    ToldFiles files = new ToldFiles(told, tellAt, tellAgain);
    SureTimer timer = new SureTimer(flushAt, flush, flushInterval);
    Integer before = rows.read();
    int now = (before == null ? 0 : before) + Chunk.size(chunk.getValue());
    chunks.add(chunk.getValue());
    if (now >= flushRows) {
      files.tell(write(chunks, rows), out);
      timer.clear();
    } else {
      rows.write(now);
      timer.set();
    }
    files.keepTelling();
  }

  /** Also rings for rows that were many enough before; those that came since are not due then. */
  @OnTimer("flush")
  public void flush(
      @StateId("chunks") BagState<byte[]> chunks,
      @StateId("rows") ValueState<Integer> rows,
      @StateId("flushAt") ValueState<Instant> flushAt,
      @StateId("told") ValueState<List<TimestampedValue<WrittenFile>>> told,
      @StateId("tellAt") ValueState<Instant> tellAt,
      @TimerId("flush") Timer flush,
      @TimerId("tellAgain") Timer tellAgain,
      OutputReceiver<WrittenFile> out)
      throws IOException {
    ToldFiles files = new ToldFiles(told, tellAt, tellAgain);
    SureTimer timer = new SureTimer(flushAt, flush, flushInterval);
    if (rows.read() != null && timer.isDue()) {
      files.tell(write(chunks, rows), out);
      timer.clear();
    } else if (rows.read() != null) {
      timer.set();
    }
    files.keepTelling();
  }

  @OnTimer("tellAgain")
  public void tellAgain(
      @StateId("told") ValueState<List<TimestampedValue<WrittenFile>>> told,
      @StateId("tellAt") ValueState<Instant> tellAt,
      @TimerId("tellAgain") Timer tellAgain,
      OutputReceiver<WrittenFile> out) {
    new ToldFiles(told, tellAt, tellAgain).tellAgain(out);
  }

  private List<WrittenFile> write(BagState<byte[]> chunks, ValueState<Integer> rows)
      throws IOException {
    List<WrittenFile> files = parts.writeEach(Chunk.rows(chunks.read()));
    chunks.clear();
    rows.clear();
    return files;
  }
}
