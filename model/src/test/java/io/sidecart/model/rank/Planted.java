package io.sidecart.model.rank;

import io.sidecart.model.Purchase;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import java.time.Duration;
import java.time.Instant;

/** Purchases by day number, each of one unit for 2.00. */
final class Planted {
  static final Instant DAY_ZERO = Instant.parse("2026-01-01T00:00:00Z");
  static final double NO_TIME = -1;

  private final PurchaseLog.Builder purchases = PurchaseLog.builder();
  private int line = 1;

  static long at(double day) {
    return DAY_ZERO.plus(Duration.ofMinutes(Math.round(day * 1440))).toEpochMilli();
  }

  /** A user buys an item on these days. */
  Planted buys(int user, int item, double... days) {
    for (double day : days) {
      Instant time = day < 0 ? null : Instant.ofEpochMilli(at(day));
      purchases.add(new Purchase("planted", line++, user, item, 1, 2.0, null, time));
    }
    return this;
  }

  PurchaseLog log() {
    return purchases.build();
  }

  /** A model that knows the users and items up to 99, and likes them all the same. */
  static AlsModel als(float... scoresOfItems) {
    Factors.Builder items = Factors.builder(1);
    for (int item = 0; item < scoresOfItems.length; item++) {
      items.add(item, scoresOfItems[item]);
    }
    return new AlsModel(
        "planted", Factors.builder(1).add(1, 1).add(2, 1).build(), ItemFactors.of(items.build()));
  }

  /** What two users who are alike teach, of whom one bought the item again. */
  static Examples ofTwoAlike() {
    return ofTwo(new Planted().buys(1, 0, 31).buys(2, 1, 31));
  }

  /** The same of users 1 and 2, who both bought item 0, with what they buy from day 30 on. */
  static Examples ofTwo(Planted window) {
    PurchaseLog past = new Planted().buys(1, 0, 1).buys(2, 0, 1).log();
    Examples examples = new Examples();
    examples.add(als(1), ItemTables.of(past, at(30)), past, window.log());
    return examples;
  }

  /** Weights of which all but one are 0. */
  static Weights only(Signal signal, double weight) {
    double[] weights = new double[Signal.COUNT];
    weights[signal.ordinal()] = weight;
    return Weights.of(0, weights);
  }
}
