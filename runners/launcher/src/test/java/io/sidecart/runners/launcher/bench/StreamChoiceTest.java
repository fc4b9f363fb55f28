package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.services.Endpoints;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StreamChoiceTest {
  private static final Endpoints SERVERS = new Endpoints("127.0.0.1:9092", "127.0.0.1:9042");

  @Test
  void theStreamRunsOnDirectRunnerWhereNothingIsSaid() {
    StreamChoice choice = choice("--rate=100");

    assertThat(choice.options(Path.of("/place"), SERVERS)).contains("--runner=DirectRunner");
    assertThat(choice.title()).startsWith("DirectRunner, ");
    assertThat(choice.given()).containsExactly("--rate");
  }

  @Test
  void whatIsPassedOnTakesThePlaceOfADefault() {
    List<String> options =
        choice("--runner=SparkRunner", "--backlog=10", "--stream=--batchIntervalMillis=500")
            .options(Path.of("/place"), SERVERS);

    assertThat(options)
        .contains("--runner=SparkRunner", "--sparkMaster=local[2]")
        .filteredOn(option -> option.startsWith("--batchIntervalMillis="))
        .containsExactly("--batchIntervalMillis=500");
  }

  private static StreamChoice choice(String... arguments) {
    StreamChoice choice = new StreamChoice();
    new CommandLine(new Holder(choice)).parseArgs(arguments);
    return choice;
  }

  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private final StreamChoice choice;

    Holder(StreamChoice choice) {
      this.choice = choice;
    }
  }
}
