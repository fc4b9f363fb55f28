package io.sidecart.pipelines.evaluate;

import io.sidecart.model.UsageException;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.evaluate.counting.OwnPurchases;
import io.sidecart.model.evaluate.counting.Popularity;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.train.AlsMethod;
import io.sidecart.pipelines.train.LearnedMethod;
import io.sidecart.pipelines.train.SparkRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The methods by name.
 *
 * @param recent what recent popularity looks back
 * @param halfLife of own purchases
 * @param als parameters of implicit ALS, and the seed of explicit ALS
 */
record Methods(Duration recent, Duration halfLife, Manifest.Parameters als) {
  /** What Sidecart serves. */
  static final String SIDECART = "sidecart";

  /** All names, in the order of a table. */
  static final String ALL =
      "popularity,recent-popularity,own-frequency,own-recency,als-explicit,als-implicit,"
          + SIDECART;

  /**
   * The methods with these names.
   *
   * @param spark started by the first method that needs it
   * @throws UsageException if there is no such method
   */
  List<RankingMethod> named(List<String> names, Supplier<SparkRun> spark) {
    List<RankingMethod> methods = new ArrayList<>();
    for (String name : names) {
      methods.add(named(name, spark));
    }
    return methods;
  }

  private RankingMethod named(String name, Supplier<SparkRun> spark) {
    return switch (name) {
      case "popularity" -> Popularity.ofAllTime();
      case "recent-popularity" -> Popularity.ofLast(recent);
      case "own-frequency" -> OwnPurchases.byFrequency(recent);
      case "own-recency" -> OwnPurchases.byRecency(halfLife, recent);
      case "als-explicit" -> AlsMethod.ofOriginal(als.seed(), spark.get());
      case "als-implicit" -> AlsMethod.of(name, als, spark.get());
      case SIDECART -> LearnedMethod.of(name, als, spark.get());
      default ->
          throw new UsageException(
              "--methods=" + name + " is not known; there are " + ALL.replace(",", ", "));
    };
  }
}
