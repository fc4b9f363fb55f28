package io.sidecart.pipelines.stream;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipeline;

/** Options as a command line gives them, for the runner that the test run names. */
final class TestOptions {
  private TestOptions() {}

  static <T extends PipelineOptions> T of(Class<T> type, List<String> arguments) {
    T options = PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).as(type);
    options.setRunner(TestPipeline.testingPipelineOptions().getRunner());
    return options;
  }
}
