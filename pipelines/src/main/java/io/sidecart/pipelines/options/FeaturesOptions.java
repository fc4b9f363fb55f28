package io.sidecart.pipelines.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where the items' categories are. */
public interface FeaturesOptions extends PipelineOptions {

  @Description(
      "Folder of the items' features, as Parquet: what prepare wrote; where it is empty, no category"
          + " is known")
  @Default.String("sidecart-out/prepared/item_features")
  String getFeatures();

  void setFeatures(String value);
}
