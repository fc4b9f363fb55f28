package io.sidecart.data;

/**
 * The size of a sample.
 *
 * @param seed the same seed gives the same bytes
 * @param users how many users, each with at least one purchase
 * @param items how many products, at least one for each of the 202 categories
 * @param purchases how many well-formed purchases with a quantity and a value above 0; a few more
 *     where the users could not do with so few
 * @param days over how many days, from day 1
 * @param zeroRows how many purchases with a quantity or a value of 0 stand among them
 * @param malformedRows how many rows that are no purchases stand among them
 */
public record SampleSettings(
    long seed, int users, int items, int purchases, int days, int zeroRows, int malformedRows) {

  public SampleSettings {
    check(users >= 1, "users must be at least 1, but was " + users);
    int categories = Catalogue.categories();
    check(items >= categories, "items must be at least " + categories + ", but was " + items);
    check(purchases >= users, "purchases must be at least one a user, but was " + purchases);
    check(days >= 2 && days <= 3_650, "days must be 2 to 3650, but was " + days);
    check(zeroRows >= 0, "zeroRows must be at least 0, but was " + zeroRows);
    check(malformedRows >= 0, "malformedRows must be at least 0, but was " + malformedRows);
    check(
        (long) purchases <= (long) users * days * items / 100,
        "so many purchases need more users, days or items: " + purchases);
  }

  /** 2,500 users, 5,600 items and 200,000 purchases in 120 days, with no flaws. */
  public static SampleSettings demo() {
    // More items than prepare keeps (5,000), so that its choice of the best leaves some out.
    return new SampleSettings(42, 2_500, 5_600, 200_000, 120, 0, 0);
  }

  /** The few hundred rows that are kept beside the code. */
  static SampleSettings tiny() {
    return new SampleSettings(42, 25, 202, 500, 60, 4, 5);
  }

  public SampleSettings withSeed(long value) {
    return new SampleSettings(value, users, items, purchases, days, zeroRows, malformedRows);
  }

  /** Adds rows that prepare has to leave out: dropped by its rules, or malformed. */
  public SampleSettings withFlaws(int zeroRowCount, int malformedRowCount) {
    return new SampleSettings(seed, users, items, purchases, days, zeroRowCount, malformedRowCount);
  }

  public SampleSettings withSize(int userCount, int itemCount, int purchaseCount) {
    return new SampleSettings(
        seed, userCount, itemCount, purchaseCount, days, zeroRows, malformedRows);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
