package io.sidecart.pipelines.compact;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Options of {@link CompactJob}. */
public interface CompactOptions extends PipelineOptions {

  @Description(
      "Folder of the rows that stream wrote; all folders below it are compacted, each alone")
  @Default.String("sidecart-out/enriched")
  String getPath();

  void setPath(String value);

  @Description("Size at which a merged file is closed and the next one begun: 500KB, 128MB, 1GB")
  @Default.String("128MB")
  String getTargetFileSize();

  void setTargetFileSize(String value);

  @Description("Size below which files are merged; half of --targetFileSize where it is not given")
  @Nullable String getSmallerThan();

  void setSmallerThan(@Nullable String value);

  @Description(
      "Age from which files are merged, younger ones are left alone: 0s, 500ms, 5s, 1m, 2h")
  @Default.String("0s")
  String getOlderThan();

  void setOlderThan(String value);

  @Description("Whether to print the plan only and change nothing")
  @Default.Boolean(false)
  boolean getDryRun();

  void setDryRun(boolean value);

  @Description("Whether to go on where a lock is held; only where its holder is gone for certain")
  @Default.Boolean(false)
  boolean getBreakLock();

  void setBreakLock(boolean value);

  @Description("File to write the report to as JSON")
  @Nullable String getReport();

  void setReport(@Nullable String value);
}
