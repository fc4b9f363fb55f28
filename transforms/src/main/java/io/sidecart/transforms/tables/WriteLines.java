package io.sidecart.transforms.tables;

import io.sidecart.transforms.storage.StoragePaths;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Writes a bounded collection of text as the lines of one file, in any order. */
public final class WriteLines extends PTransform<PCollection<String>, PDone> {
  private static final long serialVersionUID = 1L;

  private final String file;

  private WriteLines(String file) {
    this.file = file;
  }

  public static WriteLines to(String file) {
    return new WriteLines(file);
  }

  @Override
  public PDone expand(PCollection<String> lines) {
    String name = StoragePaths.name(file);
    lines.apply(
        "Write file",
        FileIO.<String>write()
            .via(TextIO.sink())
            .to(StoragePaths.parent(file))
            .withNaming((window, pane, shards, shard, compression) -> name)
            .withNumShards(1));
    return PDone.in(lines.getPipeline());
  }
}
