package io.sidecart.pipelines.compact;

import io.sidecart.transforms.compact.CompactFolders;
import io.sidecart.transforms.compact.CompactionSettings;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;

/** Folders in, results out: the graph of compact. */
final class CompactPipeline {
  private CompactPipeline() {}

  static void build(
      Pipeline pipeline,
      List<String> folders,
      String root,
      String run,
      CompactionSettings settings) {
    pipeline
        .apply("CreateFolders", Create.of(folders).withCoder(StringUtf8Coder.of()))
        .apply("CompactFolders", CompactFolders.below(root, run, settings));
  }
}
