package io.sidecart.transforms.sink;

import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import org.apache.beam.sdk.coders.ByteArrayCoder;
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
import org.joda.time.Duration;

/**
 * Gathers the chunks of a Kafka partition until there are enough rows or the oldest has waited
 * enough.
 *
 * <p>Not of a shard, which ends with its hour: streaming Spark keeps every key that there ever was,
 * and asks each of them in each micro-batch whether its timer is due.
 */
final class GatherChunks extends DoFn<KV<String, byte[]>, WrittenFile> {
  private static final long serialVersionUID = 1L;

  @StateId("chunks")
  private final StateSpec<BagState<byte[]>> chunksSpec = StateSpecs.bag(ByteArrayCoder.of());

  /** How many rows the chunks hold; null where there is no chunk. */
  @StateId("rows")
  private final StateSpec<ValueState<Integer>> rowsSpec = StateSpecs.value(VarIntCoder.of());

  @TimerId("flush")
  private final TimerSpec flushSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

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
      @TimerId("flush") Timer flush,
      OutputReceiver<WrittenFile> out)
      throws IOException {
    Integer before = rows.read();
    int now = (before == null ? 0 : before) + Chunk.size(chunk.getValue());
    chunks.add(chunk.getValue());
    if (now >= flushRows) {
      write(chunks, rows, out);
      return;
    }
    rows.write(now);
    if (before == null) {
      flush.offset(flushInterval).setRelative();
    }
  }

  /** Also rings where the rows were many enough before; then it finds fewer rows, or none. */
  @OnTimer("flush")
  public void flush(
      @StateId("chunks") BagState<byte[]> chunks,
      @StateId("rows") ValueState<Integer> rows,
      OutputReceiver<WrittenFile> out)
      throws IOException {
    if (rows.read() != null) {
      write(chunks, rows, out);
    }
  }

  private void write(
      BagState<byte[]> chunks, ValueState<Integer> rows, OutputReceiver<WrittenFile> out)
      throws IOException {
    parts.writeEach(Chunk.rows(chunks.read())).forEach(out::output);
    chunks.clear();
    rows.clear();
  }
}
