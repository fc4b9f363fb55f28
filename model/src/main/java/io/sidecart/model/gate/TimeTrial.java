package io.sidecart.model.gate;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.Ranker;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.evaluate.counting.OwnPurchases;
import io.sidecart.model.manifest.Manifest.HeldOut;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures ways of ranking on a window at the end of a history: each learns from what was bought
 * before the window, and a hit is an item that the user buys in it.
 *
 * <p>The window begins 28 days before the last purchase, and is never longer than the fifth part of
 * the history. Users count who bought before it and in it. A purchase without a time counts as
 * before it: a history without times is older than what a stream, which knows them, has seen since.
 */
public final class TimeTrial {
  /** Of fewer, chance alone would decide. */
  public static final int FEWEST_USERS = 30;

  private static final int K = 5;
  private static final Duration LONGEST = Duration.ofDays(28);
  private static final int LARGEST_SHARE = 5;

  private final PurchaseLog known;
  private final PurchaseLog within;
  private final int[] users;
  private final long from;
  private final HeldOut heldOut;

  private TimeTrial(
      PurchaseLog known, PurchaseLog within, int[] users, long from, HeldOut heldOut) {
    this.known = known;
    this.within = within;
    this.users = users;
    this.from = from;
    this.heldOut = heldOut;
  }

  /** Holds out a window; empty where no purchase has a time, or too few users would count. */
  public static Optional<TimeTrial> of(PurchaseLog purchases) {
    long[] times =
        IntStream.range(0, purchases.size())
            .mapToLong(purchases::time)
            .filter(time -> time != PurchaseLog.NO_TIME)
            .toArray();
    if (times.length == 0) {
      return Optional.empty();
    }
    long last = Arrays.stream(times).max().orElseThrow();
    long span = last - Arrays.stream(times).min().orElseThrow();
    long from = last - Math.min(LONGEST.toMillis(), span / LARGEST_SHARE);
    PurchaseLog known = purchases.where(row -> purchases.time(row) < from);
    PurchaseLog within = purchases.where(row -> purchases.time(row) >= from);
    int[] users =
        IntStream.range(0, known.users())
            .map(known::userId)
            .filter(user -> within.indexOf(user) >= 0)
            .toArray();
    if (users.length < FEWEST_USERS) {
      return Optional.empty();
    }
    HeldOut heldOut =
        new HeldOut(
            Instant.ofEpochMilli(from),
            Instant.ofEpochMilli(last),
            users.length,
            Fingerprint.of(purchases));
    return Optional.of(new TimeTrial(known, within, users, from, heldOut));
  }

  /** What is measured on. */
  public HeldOut heldOut() {
    return heldOut;
  }

  /**
   * The precision of what each user bought most often, with what is popular of late behind it.
   *
   * @return from 0 to 1
   */
  public double ownFrequency() throws IOException {
    return precision(OwnPurchases.byFrequency(LONGEST));
  }

  /**
   * The share of five items that a user buys in the window, averaged over the users; whether a
   * method names five or fewer.
   *
   * @return from 0 to 1
   */
  public double precision(RankingMethod method) throws IOException {
    Ranker ranker = method.fit(known, from).ranker();
    long hits = 0;
    for (int user : users) {
      int[] bought = within.itemIds(within.indexOf(user));
      hits +=
          Arrays.stream(ranker.best(user, from, K, item -> true))
              .filter(item -> Arrays.binarySearch(bought, item) >= 0)
              .count();
    }
    return (double) hits / (K * (long) users.length);
  }
}
