package io.sidecart.model.rank;

import io.sidecart.model.Purchase;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** What 60 users, who have some items that they like and buy others too, teach in two windows. */
public final class RandomExamples {
  private static final Instant DAY_ZERO = Instant.parse("2026-01-01T00:00:00Z");
  private static final int USERS = 60;
  private static final int ITEMS = 40;
  private static final int LIKED = 5;

  private RandomExamples() {}

  public static Examples make() {
    Examples examples = new Examples();
    PurchaseLog all = purchases(70);
    for (int start : new int[] {60, 50}) {
      PurchaseLog past = all.where(row -> all.time(row) < at(start));
      PurchaseLog window =
          all.where(row -> all.time(row) >= at(start) && all.time(row) < at(start + 10));
      examples.add(als(), ItemTables.of(past, at(start)), past, window);
    }
    return examples;
  }

  private static PurchaseLog purchases(int days) {
    Random random = new Random(1);
    PurchaseLog.Builder log = PurchaseLog.builder();
    int line = 0;
    for (int user = 0; user < USERS; user++) {
      for (int day = 0; day < days; day++) {
        int item = random.nextInt(3) > 0 ? user % 8 * LIKED + random.nextInt(LIKED) : item(random);
        if (random.nextInt(4) == 0) {
          Instant time = Instant.ofEpochMilli(at(day)).plusSeconds(user);
          log.add(new Purchase("random", ++line, user, item, 1, 1 + item, null, time));
        }
      }
    }
    return log.build();
  }

  private static int item(Random random) {
    return random.nextInt(ITEMS);
  }

  private static AlsModel als() {
    Random random = new Random(2);
    Factors.Builder users = Factors.builder(2);
    Factors.Builder items = Factors.builder(2);
    for (int user = 0; user < USERS; user++) {
      users.add(user, random.nextFloat(), random.nextFloat());
    }
    for (int item = 0; item < ITEMS; item++) {
      items.add(item, random.nextFloat(), random.nextFloat());
    }
    return new AlsModel("random", users.build(), ItemFactors.of(items.build()));
  }

  private static long at(int day) {
    return DAY_ZERO.plus(Duration.ofDays(day)).toEpochMilli();
  }
}
