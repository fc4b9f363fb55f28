package io.sidecart.pipelines.retrain;

import io.sidecart.pipelines.train.TrainOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** Options of {@link RetrainJob}: those of train, and where the new purchases are. */
public interface RetrainOptions extends TrainOptions {

  @Description("Folder of the new purchases, as Parquet: what stream wrote; it need not exist yet")
  @Default.String("sidecart-out/enriched")
  String getEnriched();

  void setEnriched(String value);

  @Description("Folder of the run's own: the purchases it trained on, its steps, and its lock")
  @Default.String("sidecart-out/retrain")
  String getWork();

  void setWork(String value);

  @Description("Whether to go on where a lock is held; only where its holder is gone for certain")
  @Default.Boolean(false)
  boolean getBreakLock();

  void setBreakLock(boolean value);

  @Description("File for the outcome and the seconds of each step as JSON")
  @Nullable String getSummary();

  void setSummary(@Nullable String value);
}
