package io.sidecart.pipelines.tune;

import static org.assertj.core.api.Assertions.assertThat;

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
