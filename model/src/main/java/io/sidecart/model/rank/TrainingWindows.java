package io.sidecart.model.rank;

import io.sidecart.model.evaluate.PurchaseLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The last stretches of a history, one before the other, each of which a ranker learns to foretell
 * from what came before it. So nothing that is to be foretold is among what is known.
 *
 * <p>All are of one length: the shortest of 7, 14 and 28 days in whose last stretch a tenth of the
 * purchases lie, but never more than the fifth part of the history. The last one ends with the day
 * of the last purchase: where nothing is known of the weeks before a window that is to be foretold,
 * there is still something to learn from.
 *
 * @param starts when each begins, in milliseconds since 1970, the last one first
 * @param length in milliseconds
 */
public record TrainingWindows(List<Long> starts, long length) {
  /** How many there are at most. */
  public static final int MOST = 3;

  /** Fewer users teach nothing. */
  public static final int FEWEST_USERS = 30;

  private static final List<Duration> LENGTHS =
      List.of(Duration.ofDays(7), Duration.ofDays(14), Duration.ofDays(28));
  private static final double SHARE = 0.1;
  private static final int LARGEST_SHARE = 5;

  public TrainingWindows {
    starts = List.copyOf(starts);
  }

  /**
   * The windows of a history.
   *
   * @param before what was bought from then on is not looked at, in milliseconds since 1970
   * @return with no start where no purchase has a time, or too few users bought before and in it
   */
  public static TrainingWindows of(PurchaseLog purchases, long before) {
    long[] times =
        IntStream.range(0, purchases.size())
            .mapToLong(purchases::time)
            .filter(time -> time != PurchaseLog.NO_TIME && time < before)
            .sorted()
            .toArray();
    if (times.length == 0) {
      return new TrainingWindows(List.of(), 0);
    }
    long end = Math.min(before, startOfNextDay(times[times.length - 1]));
    long length = length(times, end);
    List<Long> starts = new ArrayList<>();
    for (int i = 1; i <= MOST; i++) {
      long start = end - i * length;
      if (users(purchases, start, start + length) >= FEWEST_USERS) {
        starts.add(start);
      }
    }
    return new TrainingWindows(starts, length);
  }

  /** The midnight after a time, both in milliseconds since 1970. */
  public static long startOfNextDay(long time) {
    long day = Duration.ofDays(1).toMillis();
    return (Math.floorDiv(time, day) + 1) * day;
  }

  private static long length(long[] times, long end) {
    long longest = Math.max(1, (end - times[0]) / LARGEST_SHARE);
    for (Duration each : LENGTHS) {
      int within = times.length - lowerBound(times, end - each.toMillis());
      if (within >= SHARE * times.length || each.toMillis() >= longest) {
        return Math.min(longest, each.toMillis());
      }
    }
    return Math.min(longest, LENGTHS.get(LENGTHS.size() - 1).toMillis());
  }

  /** How many are less; of equal times, which Arrays.binarySearch finds any of, none is. */
  private static int lowerBound(long[] sorted, long time) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many bought before a window and in it. */
  private static int users(PurchaseLog purchases, long from, long to) {
    int users = 0;
    for (int user = 0; user < purchases.users(); user++) {
      boolean before = false;
      boolean within = false;
      for (int row = purchases.start(user); row < purchases.end(user); row++) {
        long time = purchases.time(row);
        before |= time < from;
        within |= time >= from && time < to;
      }
      users += before && within ? 1 : 0;
    }
    return users;
  }
}
