package io.sidecart.model.evaluate.counting;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.Ranker;
import io.sidecart.model.evaluate.RankingMethod;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Ranks the items that most users bought, the same ones for everybody. */
public final class Popularity implements RankingMethod {
  private final String name;
  private final @Nullable Duration time;

  private Popularity(String name, @Nullable Duration time) {
    this.name = requireNonNull(name, "name");
    this.time = time;
  }

  /** By distinct buyers at any time. */
  public static Popularity ofAllTime() {
    return new Popularity("popularity", null);
  }

  /**
   * By distinct buyers in the time before the ranking is asked for; items that nobody bought then
   * come behind, by all buyers.
   */
  public static Popularity ofLast(Duration time) {
    return new Popularity("recent-popularity", time);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Fitted fit(PurchaseLog purchases, long at) {
    ItemOrder order =
        time == null
            ? ItemOrder.byBuyers(purchases)
            : ItemOrder.byRecentBuyers(purchases, at, time);
    Ranker ranker = (int userId, long when, int n, IntPredicate allowed) -> order.first(n, allowed);
    return () -> ranker;
  }
}
