package io.sidecart.model.evaluate;

import io.sidecart.model.SidecartException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How purchases are cut into what may be known and what is to be found. */
public interface Protocol {

  /**
   * Cuts.
   *
   * @throws SidecartException if the purchases lack what the cut needs, or no user is left to ask
   *     for
   */
  Exam cut(PurchaseLog purchases);

  /**
   * The original system's: a random part is known, and a hit is any item that the user bought in
   * either part. All users with a known purchase are asked for.
   *
   * <p>Leaky: to repeat what is known is always right. Kept to compare with; with the fraction and
   * seed of {@code split} it knows the same rows as the history that split writes.
   *
   * @param fraction the share that is known
   */
  static Protocol original(double fraction, long seed) {
    return purchases -> {
      PurchaseLog known = purchases.where(row -> purchases.hash(row, seed) < fraction);
      long at = lastTime(purchases) + 1;
      return exam(
          known,
          at,
          questions(known, purchases, at),
          "the known part of " + purchases.size() + " purchases is empty");
    };
  }

  /**
   * What was bought before a time is known; a hit is an item that the user bought from then on.
   * Users with purchases on both sides are asked for. A purchase without a time counts as bought
   * before.
   *
   * @param at from here on
   * @param until up to here, excluded; null for the end of the purchases
   */
  static Protocol time(Instant at, @Nullable Instant until) {
    long from = at.toEpochMilli();
    long to = until == null ? Long.MAX_VALUE : until.toEpochMilli();
    return purchases -> {
      requireTimes(purchases);
      PurchaseLog known = purchases.where(row -> purchases.time(row) < from);
      PurchaseLog later =
          purchases.where(row -> purchases.time(row) >= from && purchases.time(row) < to);
      return exam(
          known,
          from,
          questions(known, later, from),
          "no user has purchases before %s and from then on%s; they are from %s to %s"
              .formatted(
                  at,
                  until == null ? "" : " until " + until,
                  Instant.ofEpochMilli(firstTime(purchases)),
                  Instant.ofEpochMilli(lastTime(purchases))));
    };
  }

  /**
   * The last basket of each user with two or more is to be found; all other baskets are known. A
   * user is asked for at the time of that basket.
   *
   * <p>As usual for this protocol, what other users bought after that time is known too, and what
   * is popular is so at the end of all known purchases.
   */
  static Protocol nextBasket() {
    return NextBasket::cut;
  }

  private static Exam exam(PurchaseLog known, long at, List<Question> questions, String otherwise) {
    if (questions.isEmpty()) {
      throw new SidecartException("nobody to evaluate for: " + otherwise);
    }
    return new Exam(known, at, questions);
  }

  private static List<Question> questions(PurchaseLog known, PurchaseLog hits, long at) {
    List<Question> questions = new ArrayList<>();
    for (int user = 0; user < known.users(); user++) {
      int found = hits.indexOf(known.userId(user));
      if (found >= 0) {
        questions.add(
            new Question(known.userId(user), at, known.itemIds(user), hits.itemIds(found)));
      }
    }
    return questions;
  }

  private static void requireTimes(PurchaseLog purchases) {
    if (purchases.size() > 0 && purchases.untimed() == purchases.size()) {
      throw new SidecartException(
          "the purchases have no times, which a cut in time needs: name their column to prepare"
              + " (--timeColumn)");
    }
  }

  private static long firstTime(PurchaseLog purchases) {
    return IntStream.range(0, purchases.size())
        .mapToLong(purchases::time)
        .filter(time -> time != PurchaseLog.NO_TIME)
        .min()
        .orElse(0);
  }

  private static long lastTime(PurchaseLog purchases) {
    return Math.max(
        0, IntStream.range(0, purchases.size()).mapToLong(purchases::time).max().orElse(0));
  }
}
