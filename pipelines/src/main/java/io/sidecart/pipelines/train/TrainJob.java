package io.sidecart.pipelines.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.UsageException;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.job.Job;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains ALS on the history, registers the model with its scores, and publishes it. */
public final class TrainJob implements Job<TrainOptions> {
  private static final Logger LOG = LoggerFactory.getLogger(TrainJob.class);

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "Train a model on the history with Spark MLlib's ALS and publish it";
  }

  @Override
  public Class<TrainOptions> optionsType() {
    return TrainOptions.class;
  }

  @Override
  public void run(TrainOptions options) throws IOException {
    Training.Settings settings = settings(options);
    ModelStore store = ModelStore.at(options.getModels());
    TrainReport report = Training.run(settings, store);
    store.publish(report.manifest().version());
    LOG.info("{}", report.text(store.folderOf(report.manifest().version())));
    save(report, options.getReport());
  }

  private static void save(TrainReport report, @Nullable String file) throws IOException {
    if (file != null) {
      String path = Storages.absolute(file);
      Storages.publish(Storages.of(path), path, report.json().getBytes(UTF_8));
    }
  }

  private static Training.Settings settings(TrainOptions options) {
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
