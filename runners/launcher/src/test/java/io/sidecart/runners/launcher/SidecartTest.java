package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.runners.services.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidecartTest {
  private static final String[] VALID = {
    "sample", "--input=file", "--bootstrapServers=localhost:1", "--cassandra=localhost:2"
  };

  @TempDir Path state;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<SampleJob.Options> ran = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          smaple              | unknown command 'smaple' (did you mean sample?); see ./sidecart --help
          smaple --help       | unknown command 'smaple' (did you mean sample?); see ./sidecart --help
          help smaple         | unknown command 'smaple' (did you mean sample?); see ./sidecart --help
          sample --inptu=x    | sample: unknown option --inptu (did you mean --input?); see ./sidecart sample --help
          sample --runer=x    | sample: unknown option --runer (did you mean --runner?); see ./sidecart sample --help
          sample file         | sample: 'file' is not an option; options look like --name=value; see ./sidecart sample --help
          sample --top        | sample: --top needs a value; see ./sidecart sample --help
          sample --top=many   | sample: --top=many cannot be used: give a whole number, at most 2147483647; see ./sidecart sample --help
          sample --top=9999999999 | sample: --top=9999999999 cannot be used: give a whole number, at most 2147483647; see ./sidecart sample --help
          sample --fraction=x | sample: --fraction=x cannot be used: give a number; see ./sidecart sample --help
          sample --by=size    | sample: --by=size cannot be used: give one of random, time; see ./sidecart sample --help
          sample --append=so  | sample: --append=so cannot be used: give true or false; see ./sidecart sample --help
          sample --top=1      | sample needs --input=; see ./sidecart sample --help
          up --kafkaPort=http | up: --kafkaPort=http cannot be used: give a whole number, at most 2147483647; see ./sidecart up --help
          up --kafkaPort=70000 | --kafkaPort=70000 is not a port (1 to 65535)
          up --partitions=0   | --partitions=0 cannot be used: give 1 or more
          up --sparkPort=7077 | --sparkPort says nothing without --spark
          up --hdfsPort=8020  | --hdfsPort says nothing without --hdfs
          bench versus --rate=4 | --rate says nothing about versus
          bench stream --quick | --quick says nothing about stream
          bench kernels --items=7 | --items=7 cannot be used: give some of 5000,50000,1000000
          """)
  void wrongUsageIsSaidInOneLine(String arguments, String message) {
    // When
    int status = sidecart(options -> {}).run(arguments.split(" "));

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly(message);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void anOptionGivenTwiceIsRefused() {
    // When
    int status = sidecart(options -> {}).run("sample", "--top=1", "--top=2");

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("--top");
  }

  @Test
  void helpListsTheCommandsInTheOrderOfTheDataFlow() {
    // When
    int status = sidecart(options -> {}).run();

    // Then
    assertThat(status).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence("  up ", "  sample ", "Takes 10 % samples.", "  status ", "  down ")
        .doesNotContain("  help ");
  }

  @Test
  void helpOfACommandHasEveryOptionWithItsDefault() {
    // When
    int status = sidecart(options -> {}).run("sample", "--help");

    // Then
    assertThat(status).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence("--input=TEXT", "File to read (required)")
        .contains("50 % for instance (default: 0.5)")
        .containsPattern("--top=N +How many \\(default: 5\\)")
        .containsPattern("--by=random\\|time +How to choose \\(default: random\\)")
        .contains("--append")
        .containsSubsequence("--cassandra=TEXT", "--keyspace=TEXT", "(default: sidecart)")
        .contains("--bootstrapServers=TEXT")
        .doesNotContain("--tempLocation");
  }

  @Test
  void helpAndVersionAreFoundWhereTheyAreLookedFor() {
    assertThat(sidecart(options -> {}).run("help", "sample")).isZero();
    assertThat(sidecart(options -> {}).run("--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--fraction=N")
        .contains("Sidecart 0.");
  }

  @Test
  void optionsOfTheJobAndOfBeamReachTheJob() {
    // When
    int status =
        sidecart(ran::add)
            .run(
                "sample",
                "--input=a b",
                "--top",
                "7",
                "--by=time",
                "--append",
                "--jobName=night",
                "--bootstrapServers=localhost:1",
                "--cassandra=localhost:2");

    // Then
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isZero();
    SampleJob.Options options = ran.get(0);
    assertThat(options.getInput()).isEqualTo("a b");
    assertThat(options.getTop()).isEqualTo(7);
    assertThat(options.getFraction()).isEqualTo(0.5);
    assertThat(options.getBy()).isEqualTo(SampleJob.By.time);
    assertThat(options.isAppend()).isTrue();
    assertThat(options.getJobName()).isEqualTo("night");
  }

  @Test
  void withoutServersItSaysWhatToDo() {
    // When
    int status = sidecart(Connections::kafka).run("sample", "--input=x");

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "No Kafka runs here: start one with ./sidecart up, or name your own with"
                + " --bootstrapServers=host:port");
  }

  @Test
  void aFailureThatIsExplainedIsPrintedAloneHoweverItIsWrapped() {
    // When
    int status =
        sidecart(
                options -> {
                  throw new PipelineExecutionException(
                      new RuntimeException(new SidecartException("a.csv line 3: no such user")));
                })
            .run(VALID);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("a.csv line 3: no such user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.SidecartException", "transforms.storage.StorageException"})
  void aFailureThatCrossedTheWireAsTextIsStillExplained(String type) {
    // When
    int status =
        sidecart(
                options -> {
                  throw new IllegalStateException(
                      "Task failed: io.sidecart." + type + ": disk full\n\tat a.B");
                })
            .run(VALID);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly("disk full");
  }

  @Test
  void aValueThatTheJobRefusesIsWrongUsage() {
    // When
    int status =
        sidecart(
                options -> {
                  throw new UsageException("--top=5 is too many");
                })
            .run(VALID);

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly("--top=5 is too many");
  }

  @Test
  void anyOtherFailureNamesItsCauseAndTheLogThatExplainsIt() {
    // When
    int status =
        sidecart(
                options -> {
                  throw new RuntimeException("outer", new IllegalStateException("inner\nmore"));
                })
            .run(VALID);

    // Then
    Path log = state.resolve("logs/sample.log");
    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "sample failed: java.lang.IllegalStateException: inner; its log is " + log);
    assertThat(log).content().contains("RuntimeException: outer", "\tat ");
  }

  @Test
  void anErrorOfTheVirtualMachineIsToldLikeOtherFailures() {
    // When
    int status =
        sidecart(
                options -> {
                  throw new UnsatisfiedLinkError("no zstd");
                })
            .run(VALID);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "sample failed: java.lang.UnsatisfiedLinkError: no zstd; its log is "
                + state.resolve("logs/sample.log"));
  }

  @Test
  void statusWithoutAStackIsAFailure() {
    assertThat(sidecart(options -> {}).run("status")).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("./sidecart up");
  }

  @Test
  void stoppingNothingIsHarmless() {
    assertThat(sidecart(options -> {}).run("down")).isZero();
    assertThat(sidecart(options -> {}).run("down", "--wipe")).isZero();
    assertThat(Files.exists(state.resolve("data"))).isFalse();
  }

  private Sidecart sidecart(SampleJob.Body body) {
    return new Sidecart(
        new Home(state, state),
        List.of(new SampleJob(body)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
