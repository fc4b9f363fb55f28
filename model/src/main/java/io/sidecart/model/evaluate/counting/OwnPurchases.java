package io.sidecart.model.evaluate.counting;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.Ranker;
import io.sidecart.model.evaluate.RankingMethod;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks what the user bought most often, and behind it what is popular of late. Equally often
 * bought items stand in the order of that popularity too, which decides much: most items were
 * bought once.
 */
public final class OwnPurchases implements RankingMethod {
  private final String name;
  private final @Nullable Duration halfLife;
  private final Duration recent;

  private OwnPurchases(String name, @Nullable Duration halfLife, Duration recent) {
    this.name = requireNonNull(name, "name");
    this.halfLife = halfLife;
    this.recent = requireNonNull(recent, "recent");
  }

  /**
   * Each purchase counts 1.
   *
   * @param recent the time that recent popularity looks back
   */
  public static OwnPurchases byFrequency(Duration recent) {
    return new OwnPurchases("own-frequency", null, recent);
  }

  /**
   * A purchase counts half as much when it is as old as the half-life, a quarter at twice that.
   *
   * @param recent the time that recent popularity looks back
   */
  public static OwnPurchases byRecency(Duration halfLife, Duration recent) {
    return new OwnPurchases("own-recency", halfLife, recent);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Fitted fit(PurchaseLog purchases, long at) {
    ItemOrder popular = ItemOrder.byRecentBuyers(purchases, at, recent);
    Ranker ranker =
        (userId, when, n, allowed) -> best(purchases, popular, userId, when, n, allowed);
    return () -> ranker;
  }

  private int[] best(
      PurchaseLog purchases, ItemOrder popular, int userId, long at, int n, IntPredicate allowed) {
    Map<Integer, Double> weights = weights(purchases, userId, at);
    weights.keySet().removeIf(item -> !allowed.test(item));
    int[] own =
        weights.keySet().stream()
            .sorted(
                Comparator.comparing((Integer item) -> weights.getOrDefault(item, 0.0))
                    .reversed()
                    .thenComparing(popular::place))
            .limit(n)
            .mapToInt(Integer::intValue)
            .toArray();
    int[] others =
        popular.first(n - own.length, item -> !weights.containsKey(item) && allowed.test(item));
    return IntStream.concat(IntStream.of(own), IntStream.of(others)).toArray();
  }

  private Map<Integer, Double> weights(PurchaseLog purchases, int userId, long at) {
    Map<Integer, Double> weights = new HashMap<>();
    int user = purchases.indexOf(userId);
    if (user >= 0) {
      for (int row = purchases.start(user); row < purchases.end(user); row++) {
        weights.merge(purchases.itemId(row), weight(purchases.time(row), at), Double::sum);
      }
    }
    return weights;
  }

  private double weight(long time, long at) {
    if (halfLife == null || time == PurchaseLog.NO_TIME) {
      return 1;
    }
    return StrictMath.pow(0.5, Math.max(0, at - time) / (double) halfLife.toMillis());
  }
}
