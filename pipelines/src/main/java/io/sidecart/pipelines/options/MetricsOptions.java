package io.sidecart.pipelines.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where a job that runs long shows what it counts. */
public interface MetricsOptions extends PipelineOptions {

  @Description("Port at which Prometheus may ask for the counts; none where it is not given")
  @Nullable Integer getMetricsPort();

  void setMetricsPort(@Nullable Integer value);

  @Description("Address to listen on there; 0.0.0.0 lets other machines ask")
  @Default.String("127.0.0.1")
  String getMetricsHost();

  void setMetricsHost(String value);
}
