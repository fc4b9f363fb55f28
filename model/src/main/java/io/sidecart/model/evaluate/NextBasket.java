package io.sidecart.model.evaluate;

import io.sidecart.model.SidecartException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the last basket of each user. */
final class NextBasket {
  private NextBasket() {}

  static Exam cut(PurchaseLog purchases) {
    BitSet known = new BitSet();
    List<Question> questions = new ArrayList<>();
    for (int user = 0; user < purchases.users(); user++) {
      int[] last = lastBasket(purchases, user);
      for (int row = purchases.start(user); row < purchases.end(user); row++) {
        known.set(row);
      }
      if (last.length == 0) {
        continue;
      }
      // What has no basket and came later would tell the future.
      known.clear(last[0], purchases.end(user));
      for (int row = last[0]; row < purchases.end(user); row++) {
        int basket = purchases.basket(row);
        known.set(row, basket != PurchaseLog.NO_BASKET && basket != purchases.basket(last[0]));
      }
      int[] owned = items(purchases, rows(purchases, user).filter(known::get));
      if (owned.length == 0) {
        known.set(purchases.start(user), purchases.end(user));
        continue;
      }
      questions.add(
          new Question(
              purchases.userId(user),
              purchases.time(last[0]),
              owned,
              items(purchases, IntStream.of(last))));
    }
    if (questions.isEmpty()) {
      throw new SidecartException(
          "nobody to evaluate for: no user has two baskets with times; name their columns to"
              + " prepare (--basketColumn, --timeColumn), or use another --protocol");
    }
    long at = questions.stream().mapToLong(Question::at).max().orElseThrow();
    return new Exam(purchases.where(known::get), at, questions);
  }

  /** Its rows; none where the user has no basket with a time. */
  private static int[] lastBasket(PurchaseLog purchases, int user) {
    int last =
        rows(purchases, user)
            .filter(row -> purchases.basket(row) != PurchaseLog.NO_BASKET)
            .filter(row -> purchases.time(row) != PurchaseLog.NO_TIME)
            .max()
            .orElse(-1);
    return last < 0
        ? new int[0]
        : rows(purchases, user)
            .filter(row -> purchases.basket(row) == purchases.basket(last))
            .toArray();
  }

  private static IntStream rows(PurchaseLog purchases, int user) {
    return IntStream.range(purchases.start(user), purchases.end(user));
  }

  private static int[] items(PurchaseLog purchases, IntStream rows) {
    return rows.map(purchases::itemId).sorted().distinct().toArray();
  }
}
