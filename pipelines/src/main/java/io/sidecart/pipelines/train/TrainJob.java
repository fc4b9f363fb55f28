package io.sidecart.pipelines.train;

import io.sidecart.model.RefusedException;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.publish.BeforePublishing;
import io.sidecart.pipelines.publish.FactorLoading;
import io.sidecart.pipelines.publish.GateSettings;
import io.sidecart.pipelines.publish.GatedPublication;
import io.sidecart.pipelines.publish.Outcome;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;

/**
 * Trains ALS on the history, registers the model with its scores, and publishes it unless the gate
 * refuses it.
 */
public final class TrainJob implements Job<TrainOptions> {
  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "Trains a model on the history with Spark MLlib's ALS, and publishes it unless it falls"
        + " behind.";
  }

  @Override
  public Class<TrainOptions> optionsType() {
    return TrainOptions.class;
  }

  /**
   * @throws RefusedException if the model is registered, and not published because it falls behind
   */
  @Override
  public void run(TrainOptions options) throws IOException {
    Training.Settings unused = settings(options);
    GateSettings gate = GateSettings.of(options);
    ModelStore store = ModelStore.at(options.getModels());
    BeforePublishing before = FactorLoading.of(options, store);
    ReportFile reportFile = ReportFile.claim(options.getReport());
    TrainReport report = Trainer.run(options, store);
    String version = report.manifest().version();
    System.out.print(report.toText(store.folderOf(version)));
    Outcome outcome =
        publish(new GatedPublication(store, gate, Trainer.judge(options), before), version);
    System.out.print(outcome.toText());
    reportFile.write(report.toJson(outcome));
    outcome.throwIfRefused();
  }

  private static Outcome publish(GatedPublication publication, String version) {
    try {
      return publication.publish(version);
    } catch (IOException | SidecartException e) {
      throw publication.notPublished(version, e);
    }
  }

  static Training.Settings settings(TrainOptions options) {
    AlsParameters.check(options.getK() >= 1, "k", options.getK(), "at least 1");
    if (options.getTuneUntil() != null && !options.isTune()) {
      throw new UsageException(
          "--tuneUntil=" + options.getTuneUntil() + " says nothing without --tune");
    }
    return new Training.Settings(
        options.getHistory(),
        AlsParameters.of(
                options, options.isImplicit(), options.getSeed(), options.getTrainFraction())
            .withLearned(
                options.isImplicit() && options.getRanking() == TrainOptions.Ranking.learned),
        options.getK(),
        options.getSparkMaster(),
        options.getFeatures());
  }
}
