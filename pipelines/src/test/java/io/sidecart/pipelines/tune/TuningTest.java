package io.sidecart.pipelines.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.evaluate.counting.OwnPurchases;
import io.sidecart.model.gate.TimeTrial;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.evaluate.PurchaseFolder;
import io.sidecart.pipelines.purchases.ReadPurchases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
  private static final Manifest.Parameters PARAMETERS =
      new Manifest.Parameters(4, 10, 0.1, 1, true, 42, 1);

  @TempDir Path folder;
  private final List<String> progress = new ArrayList<>();
  private String history = "";

  @BeforeEach
  void plantHistory() throws Exception {
    history = PurchaseFolder.ofTwoTastes().write(folder.resolve("history"));
  }

  @Test
  void whatTheGateMeasuresOnDoesNotChooseTheParameters() throws Exception {
    search();

    Instant gate = TimeTrial.of(ReadPurchases.from(history)).orElseThrow().heldOut().from();
    assertThat(progress.get(0)).endsWith(gate.minus(Duration.ofDays(2)) + " to " + gate);
  }

  @Test
  void aSearchEndsWhereItIsTold() throws Exception {
    search("--tuneUntil=1970-01-19");

    assertThat(progress.get(0)).endsWith("1970-01-17T00:00:00Z to 1970-01-19T00:00:00Z");
  }

  @Test
  void aPurchaseWithoutATimeIsCountedAndSearchedBehind() throws Exception {
    history =
        PurchaseFolder.ofTwoTastes().buysSometime(0, 100).write(folder.resolve("mostly timed"));

    search("--tuneUntil=1970-01-19");

    assertThat(progress.get(0))
        .isEqualTo("1 of 2881 purchases have no time and count as older than the others");
    assertThat(progress).last().asString().startsWith("best: ");
  }

  @Test
  void withoutAnyTimeItIsToldWhatToDo() throws Exception {
    history = new PurchaseFolder().buysSometime(1, 2, 3).write(folder.resolve("old"));

    assertThatThrownBy(() -> search())
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("have no times")
        .hasMessageEndingWith("or leave out --tune");
  }

  private void search(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--tuneRank=4",
                "--tuneRegParam=0.1",
                "--tuneAlpha=1",
                "--tuneDays=2",
                "--trials=" + folder.resolve("trials")));
    arguments.addAll(List.of(more));
    Tuning.run(
        PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).as(TuneOptions.class),
        history,
        PARAMETERS,
        5,
        parameters -> OwnPurchases.byFrequency(Duration.ofDays(28)),
        progress::add);
  }
}
