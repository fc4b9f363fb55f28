package io.sidecart.transforms.sink;

import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Writes all chunks of a shard, in as many files as their rows make. */
final class WriteGathered extends DoFn<KV<String, Iterable<byte[]>>, WrittenFile> {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final int flushRows;
  private final SinkMetrics metrics = new SinkMetrics();
  private transient PartFiles parts;

  WriteGathered(String root, int flushRows) {
    this.root = root;
    this.flushRows = flushRows;
  }

  @Setup
  public void setUp() {
    parts = new PartFiles(Storages.of(root), root, metrics);
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<byte[]>> shard, OutputReceiver<WrittenFile> out)
      throws IOException {
    List<byte[]> chunks = new ArrayList<>();
    int rows = 0;
    for (byte[] chunk : shard.getValue()) {
      chunks.add(chunk);
      rows += Chunk.size(chunk);
      if (rows >= flushRows) {
        out.output(parts.write(Chunk.rows(chunks)));
        chunks.clear();
        rows = 0;
      }
    }
    if (rows > 0) {
      out.output(parts.write(Chunk.rows(chunks)));
    }
  }
}
