package io.sidecart.pipelines.train;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.TrainingWindows;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where in a history a ranking is learned.
 *
 * @param end the start of the day after its last purchase, in milliseconds since 1970
 */
record RankingHistory(TrainingWindows windows, long end) {
  private static final Logger LOG = LoggerFactory.getLogger(RankingHistory.class);

  /** One that teaches nothing. */
  static RankingHistory none() {
    return new RankingHistory(new TrainingWindows(List.of(), 0), 0);
  }

  /** Of a history; one without enough times teaches nothing, and that is said. */
  static RankingHistory of(HistoryInMemory purchases) throws IOException {
    RankingHistory history = purchases.hasTimes() ? of(purchases.purchases()) : none();
    if (history.isEmpty()) {
      LOG.warn(
          "ALS alone will rank: in {} fewer than {} users have purchases with a time before and in"
              + " its last weeks",
          purchases.folder(),
          TrainingWindows.FEWEST_USERS);
    }
    return history;
  }

  private static RankingHistory of(PurchaseLog purchases) {
    long last = IntStream.range(0, purchases.size()).mapToLong(purchases::time).max().orElse(0);
    long end = TrainingWindows.startOfNextDay(Math.max(0, last));
    return new RankingHistory(TrainingWindows.of(purchases, end), end);
  }

  boolean isEmpty() {
    return windows.starts().isEmpty();
  }

  /** Learns from the purchases that it was made of. */
  LearnedRanking learn(PurchaseLog purchases, Manifest.Parameters als, SparkRun spark) {
    return LearnRanking.from(purchases, windows, end, als, spark);
  }
}
