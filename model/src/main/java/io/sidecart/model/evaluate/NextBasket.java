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
    known.set(0, purchases.size());
    List<Question> questions = new ArrayList<>();
    for (int user = 0; user < purchases.users(); user++) {
      int[] last = lastBasket(purchases, user);
      BitSet before = before(purchases, user, last);
      if (last.length > 0 && !before.isEmpty()) {
        known.clear(purchases.start(user), purchases.end(user));
        known.or(before);
        questions.add(
            new Question(
                purchases.userId(user),
                time(purchases, last),
                items(purchases, before.stream()),
                items(purchases, IntStream.of(last))));
      }
    }
    if (questions.isEmpty()) {
      throw new SidecartException(
          "nobody to evaluate for: no user has two baskets with times; name their columns to"
              + " prepare (--basketColumn, --timeColumn), or use another --protocol");
    }
    long at = questions.stream().mapToLong(Question::at).max().orElseThrow();
    return new Exam(purchases.where(known::get), at, questions);
  }

  /** The user's other rows; of those that came later, which would tell the future, none. */
  private static BitSet before(PurchaseLog purchases, int user, int[] last) {
    BitSet before = new BitSet();
    if (last.length > 0) {
      long at = time(purchases, last);
      rows(purchases, user)
          .filter(row -> purchases.time(row) <= at)
          .filter(row -> purchases.basket(row) != purchases.basket(last[0]))
          .forEach(before::set);
    }
    return before;
  }

  /** When a basket was bought, which has a row with a time. */
  private static long time(PurchaseLog purchases, int[] basket) {
    return IntStream.of(basket)
        .mapToLong(purchases::time)
        .filter(time -> time != PurchaseLog.NO_TIME)
        .min()
        .orElseThrow();
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
