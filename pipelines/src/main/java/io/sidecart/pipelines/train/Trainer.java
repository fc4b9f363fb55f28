package io.sidecart.pipelines.train;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.gate.Judge;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.tune.Tuning;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;

/** Training as a step of a larger job. */
public final class Trainer {
  private Trainer() {}

  /**
   * A trained version.
   *
   * @param manifest what it says of itself
   * @param secondsToMeasure how long it took to find out how good it is
   */
  public record Trained(Manifest manifest, double secondsToMeasure) {}

  /**
   * What the options ask for, in one line: two of the same train the same on the same history.
   *
   * @throws UsageException if they cannot be used
   */
  public static String describe(TrainOptions options) {
    return TrainJob.settings(options) + (options.isTune() ? " " + Tuning.describe(options) : "");
  }

  /**
   * Trains on the history that the options name, measures, and registers the version.
   *
   * @throws SidecartException if there is no history, it cannot be read, or nothing good came out
   */
  public static Trained train(TrainOptions options, ModelStore store) throws IOException {
    TrainReport report = run(options, store);
    return new Trained(report.manifest(), report.seconds().getOrDefault("measure", 0.0));
  }

  static TrainReport run(TrainOptions options, ModelStore store) throws IOException {
    Training.Settings settings = TrainJob.settings(options);
    try (LazySpark spark = new LazySpark(options.getSparkMaster())) {
      return Training.run(
          options.isTune() ? settings.with(tune(options, settings, spark)) : settings, store);
    }
  }

  /** The best parameters of the grid, by what they find in windows near the history's end. */
  private static Manifest.Parameters tune(
      TrainOptions options, Training.Settings settings, LazySpark spark) throws IOException {
    Manifest.Parameters asked = settings.parameters();
    SparkRun run = spark.get();
    Manifest.Parameters best =
        Tuning.run(
                options,
                settings.history(),
                asked.withTrainFraction(1),
                settings.k(),
                parameters -> Trials.method(parameters, run),
                line -> System.out.println("  " + line))
            .parameters();
    return best.withTrainFraction(asked.trainFraction());
  }

  /** What holds the published model against a new one. */
  public static Judge judge(TrainOptions options) {
    return new Remeasure(options.getSparkMaster());
  }
}
