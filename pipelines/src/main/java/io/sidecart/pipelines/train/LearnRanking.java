package io.sidecart.pipelines.train;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.Attention;
import io.sidecart.model.rank.Examples;
import io.sidecart.model.rank.ItemTable;
import io.sidecart.model.rank.ItemTables;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.TrainingWindows;
import io.sidecart.model.rank.Weights;
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
    return learn(examples, ItemTables.of(purchases, end), spark);
  }

  /** Once from all candidates alike, then with most attention to those that this puts first. */
  private static LearnedRanking learn(Examples examples, ItemTable items, SparkRun spark) {
    double[] alike = Attention.toLatest(examples);
    Weights repeat = LearnWeights.of(spark.session(), examples, true, alike);
    Weights explore = LearnWeights.of(spark.session(), examples, false, alike);
    double[] toBest = Attention.toBest(examples, repeat, explore);
    return new LearnedRanking(
        items,
        LearnWeights.of(spark.session(), examples, true, toBest),
        LearnWeights.of(spark.session(), examples, false, toBest));
  }
}
