package io.sidecart.pipelines.publish;

import io.sidecart.model.gate.Gate;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** When a trained model is published. */
public interface GateOptions extends PipelineOptions {

  @Description(
      "true: publish the model unless it falls behind the published one or own-purchase frequency;"
          + " false: only register it; force: publish it all the same, and record who did so and"
          + " --reason")
  @Default.String("true")
  String getPublish();

  void setPublish(String value);

  @Description(
      "By how much a model may fall behind and still be published: a difference of precision@5")
  @Default.Double(Gate.DEFAULT_TOLERANCE)
  double getTolerance();

  void setTolerance(double value);

  @Description("Why --publish=force, for the record")
  @Nullable String getReason();

  void setReason(@Nullable String value);
}
