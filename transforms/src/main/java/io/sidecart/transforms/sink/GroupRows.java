package io.sidecart.transforms.sink;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Groups a bundle's rows by shard: a large group becomes a file, the small ones of one key a chunk.
 */
final class GroupRows extends DoFn<EnrichedEvent, WrittenFile> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<WrittenFile> FILES = new TupleTag<>() {};
  static final TupleTag<KV<String, byte[]>> CHUNKS = new TupleTag<>() {};

  /** Bounds the memory that a bundle of any length takes, in rows of the usual weight. */
  private static final int MOST_ROWS_HELD = 100_000;

  private final String root;
  private final int flushRows;
  private final SerializableFunction<Shard, String> chunkKey;
  private final SinkMetrics metrics = new SinkMetrics();
  private transient PartFiles parts;
  private transient Map<Shard, List<EnrichedEvent>> groups;
  private transient int held;
  private transient Instant latest;

  /**
   * @param chunkKey which small groups are gathered together
   */
  GroupRows(String root, int flushRows, SerializableFunction<Shard, String> chunkKey) {
    this.root = root;
    this.flushRows = flushRows;
    this.chunkKey = chunkKey;
  }

  @Setup
  public void setUp() {
    parts = new PartFiles(Storages.of(root), root, metrics);
  }

  @StartBundle
  public void startBundle() {
    groups = new LinkedHashMap<>();
    held = 0;
    latest = BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @ProcessElement
  public void process(
      @Element EnrichedEvent row, @Timestamp Instant timestamp, MultiOutputReceiver out)
      throws IOException {
    groups.computeIfAbsent(Shard.of(row), shard -> new ArrayList<>()).add(row);
    held += row.weight();
    latest = timestamp.isAfter(latest) ? timestamp : latest;
    if (held >= MOST_ROWS_HELD) {
      release(out.get(FILES)::output, out.get(CHUNKS)::output);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException {
    release(
        file -> context.output(FILES, file, latest, GlobalWindow.INSTANCE),
        chunk -> context.output(CHUNKS, chunk, latest, GlobalWindow.INSTANCE));
  }

  private void release(Consumer<WrittenFile> files, Consumer<KV<String, byte[]>> chunks)
      throws IOException {
    Map<String, List<EnrichedEvent>> small = new LinkedHashMap<>();
    for (Map.Entry<Shard, List<EnrichedEvent>> group : groups.entrySet()) {
      List<EnrichedEvent> rows = group.getValue();
      if (rows.size() >= flushRows) {
        files.accept(parts.write(rows));
      } else {
        small
            .computeIfAbsent(chunkKey.apply(group.getKey()), key -> new ArrayList<>())
            .addAll(rows);
      }
    }
    for (Map.Entry<String, List<EnrichedEvent>> chunk : small.entrySet()) {
      chunks.accept(KV.of(chunk.getKey(), Chunk.of(chunk.getValue())));
    }
    groups.clear();
    held = 0;
  }
}
