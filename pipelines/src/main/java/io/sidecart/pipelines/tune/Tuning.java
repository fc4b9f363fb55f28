package io.sidecart.pipelines.tune;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.evaluate.Segment;
import io.sidecart.model.gate.TimeTrial;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.TrainingWindows;
import io.sidecart.pipelines.options.TimeOption;
import io.sidecart.pipelines.purchases.ReadPurchases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Searches the parameters that windows near the end of a history speak for. */
public final class Tuning {
  private Tuning() {}

  /**
   * Searches, and goes on where an earlier search of the same history and windows broke off.
   *
   * @param history folder of the purchases
   * @param base what the grid leaves as it is
   * @param k how many items the precision looks at
   * @param method a way of ranking with these parameters
   * @param progress is told a line now and then
   * @return the best trial
   */
  public static Trial run(
      TuneOptions options,
      String history,
      Manifest.Parameters base,
      int k,
      Function<Manifest.Parameters, RankingMethod> method,
      Consumer<String> progress)
      throws IOException {
    check("tuneWindows", options.getTuneWindows());
    check("tuneDays", options.getTuneDays());
    check("tuneParallel", options.getTuneParallel());
    List<Manifest.Parameters> grid = Grid.of(options, base);
    @Nullable Instant asked =
        TimeOption.from(options.getDayZero()).parse("tuneUntil", options.getTuneUntil());
    PurchaseLog all = ReadPurchases.from(history);
    requireTimes(all);
    Instant until = asked == null ? beforeTheGate(all) : asked;
    PurchaseLog purchases = all.where(row -> all.time(row) < until.toEpochMilli());
    Duration length = Duration.ofDays(options.getTuneDays());
    Windows windows = Windows.of(purchases, until, options.getTuneWindows(), length, k);
    if (purchases.untimed() > 0) {
      progress.accept(
          "%d of %d purchases have no time and count as older than the others"
              .formatted(purchases.untimed(), purchases.size()));
    }
    progress.accept(grid.size() + " trials, each on the windows " + windows.text());
    GridSearch search =
        new GridSearch(
            new TrialStore(options.getTrials(), name(purchases, windows, k)),
            Segment.valueOf(options.getTuneFor().name().toUpperCase(Locale.ROOT)),
            options.getTuneParallel(),
            progress);
    Trial best = search.run(grid, parameters -> windows.score(method.apply(parameters))).get(0);
    progress.accept(
        "best: %s, precision %.4f in %s"
            .formatted(
                GridSearch.text(best.parameters()), search.score(best), options.getTuneFor()));
    return best;
  }

  private static void requireTimes(PurchaseLog purchases) {
    if (purchases.untimed() == purchases.size()) {
      throw new SidecartException(
          "the purchases have no times, which --tune needs: name their column to prepare"
              + " (--timeColumn), or leave out --tune");
    }
  }

  /** What the options ask for, in one line: two of the same search the same. */
  public static String describe(TuneOptions options) {
    return "tuned over rank %s, regParam %s, alpha %s by %d windows of %d days until %s for %s"
        .formatted(
            options.getTuneRank(),
            options.getTuneRegParam(),
            options.getTuneAlpha(),
            options.getTuneWindows(),
            options.getTuneDays(),
            options.getTuneUntil() == null ? "the gate's window" : options.getTuneUntil(),
            options.getTuneFor());
  }

  /** What the gate measures on must not have chosen the parameters. */
  private static Instant beforeTheGate(PurchaseLog purchases) {
    return TimeTrial.of(purchases)
        .map(trial -> trial.heldOut().from())
        .orElseGet(() -> end(purchases));
  }

  /** The start of the day after the last purchase. */
  private static Instant end(PurchaseLog purchases) {
    long last =
        IntStream.range(0, purchases.size())
            .mapToLong(purchases::time)
            .filter(time -> time != PurchaseLog.NO_TIME)
            .max()
            .orElse(0);
    return Instant.ofEpochMilli(TrainingWindows.startOfNextDay(last));
  }

  /** What a trial depends on beside its parameters: purchases, windows and k. */
  private static String name(PurchaseLog purchases, Windows windows, int k) {
    long hash = 31L * windows.text().hashCode() + k;
    for (int user = 0; user < purchases.users(); user++) {
      for (int row = purchases.start(user); row < purchases.end(user); row++) {
        hash = 31 * hash + purchases.userId(user);
        hash = 31 * hash + purchases.itemId(row);
        hash = 31 * hash + purchases.quantity(row);
        hash = 31 * hash + Double.hashCode(purchases.salesValue(row));
        hash = 31 * hash + purchases.time(row);
      }
    }
    return "search-%016x".formatted(hash);
  }

  private static void check(String option, int value) {
    if (value < 1) {
      throw new UsageException("--" + option + "=" + value + ", but it must be at least 1");
    }
  }
}
