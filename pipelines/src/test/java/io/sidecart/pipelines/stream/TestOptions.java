package io.sidecart.pipelines.stream;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Options as a command line gives them, for the runner that the test run names. */
final class TestOptions {
  private TestOptions() {}

  /**
   * @param folder for what the runner writes
   */
  static <T extends PipelineOptions> T of(Class<T> type, Path folder, List<String> arguments) {
    String runner = System.getProperty("sidecart.test.job");
    String[] all =
        Stream.concat(
                Stream.of(runner.split(" ", -1))
                    .map(argument -> argument.replace("{folder}", folder.toString())),
                arguments.stream())
            .toArray(String[]::new);
    return PipelineOptionsFactory.fromArgs(all).as(type);
  }
}
