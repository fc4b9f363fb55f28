package io.sidecart.pipelines.train;

import io.sidecart.model.RefusedException;
import io.sidecart.model.UsageException;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.job.ReportFile;
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
    return "Trains a model on the history with Spark MLlib's ALS, and publishes it unless it falls behind.";
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
    Training.Settings settings = settings(options);
    GateSettings gate = GateSettings.of(options);
    ModelStore store = ModelStore.at(options.getModels());
    ReportFile reportFile = ReportFile.claim(options.getReport());
    TrainReport report = Training.run(settings, store);
    String version = report.manifest().version();
    System.out.print(report.toText(store.folderOf(version)));
    Outcome outcome =
        new GatedPublication(store, gate, new Remeasure(settings.sparkMaster())).publish(version);
    System.out.print(outcome.toText());
    reportFile.write(report.toJson(outcome));
    outcome.throwIfRefused();
  }

  static Training.Settings settings(TrainOptions options) {
    check(
        options.getRank() >= 1 && options.getRank() <= Factors.MAX_RANK,
        "rank",
        options.getRank(),
        "from 1 to " + Factors.MAX_RANK);
    check(options.getMaxIter() >= 1, "maxIter", options.getMaxIter(), "at least 1");
    check(isAtLeastZero(options.getRegParam()), "regParam", options.getRegParam(), "at least 0");
    check(isAtLeastZero(options.getAlpha()), "alpha", options.getAlpha(), "at least 0");
    check(
        options.getTrainFraction() > 0 && options.getTrainFraction() <= 1,
        "trainFraction",
        options.getTrainFraction(),
        "above 0 up to 1");
    check(options.getK() >= 1, "k", options.getK(), "at least 1");
    return new Training.Settings(
        options.getHistory(),
        new Manifest.Parameters(
            options.getRank(),
            options.getMaxIter(),
            options.getRegParam(),
            options.getAlpha(),
            options.isImplicit(),
            options.getSeed(),
            options.getTrainFraction()),
        options.getK(),
        options.getSparkMaster());
  }

  private static boolean isAtLeastZero(double value) {
    return value >= 0 && Double.isFinite(value);
  }

  private static void check(boolean isGood, String option, Object value, String range) {
    if (!isGood) {
      throw new UsageException("--" + option + "=" + value + ", but it must be " + range);
    }
  }
}
