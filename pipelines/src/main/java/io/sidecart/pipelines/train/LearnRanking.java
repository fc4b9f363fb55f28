package io.sidecart.pipelines.train;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.Attention;
import io.sidecart.model.rank.Examples;
import io.sidecart.model.rank.ItemTable;
import io.sidecart.model.rank.ItemTables;
import io.sidecart.model.rank.LearnWeights;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.TrainingWindows;
import io.sidecart.model.rank.Weights;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from a history how much each signal counts. */
final class LearnRanking {
  private static final Logger LOG = LoggerFactory.getLogger(LearnRanking.class);

  private LearnRanking() {}

  /**
   * Learns.
   *
   * @param purchases all of them before {@code end}
   * @param windows at least one
   * @param end in milliseconds since 1970
   * @param als the parameters of the factors, which are trained anew before each window
   */
  static LearnedRanking from(
      PurchaseLog purchases,
      TrainingWindows windows,
      long end,
      Manifest.Parameters als,
      SparkRun spark) {
    AlsMethod method = AlsMethod.of("als", als, spark);
    Examples examples = new Examples();
    for (long start : windows.starts()) {
      PurchaseLog past = purchases.where(row -> purchases.time(row) < start);
      PurchaseLog window =
          purchases.where(
              row -> {
                long time = purchases.time(row);
                return time >= start && time < start + windows.length();
              });
      examples.add(method.train(past), ItemTables.of(past, start), past, window);
    }
    LOG.info(
        "Learning to rank from {} candidates of {} users in {} windows of {} days",
        examples.size(),
        examples.users(),
        windows.starts().size(),
        windows.length() / 86_400_000);
    return learn(examples, ItemTables.of(purchases, end));
  }

  /** Once from all candidates alike, then with most attention to those that this puts first. */
  private static LearnedRanking learn(Examples examples, ItemTable items) {
    Fit alike = fit(examples, Attention.toLatest(examples));
    Fit best = fit(examples, Attention.toBest(examples, alike.repeat, alike.explore));
    return new LearnedRanking(items, best.repeat, best.explore);
  }

  /** A regression keeps one core busy, so both are made at the same time. */
  private static Fit fit(Examples examples, double[] counts) {
    CompletableFuture<Weights> repeat =
        CompletableFuture.supplyAsync(() -> LearnWeights.of(examples, true, counts));
    Weights explore = LearnWeights.of(examples, false, counts);
    return new Fit(repeat.join(), explore);
  }

  /** Weights of items that were bought before, and of the others. */
  private record Fit(Weights repeat, Weights explore) {}
}
