package io.sidecart.model.rules;

import io.sidecart.model.OwnPurchases;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a shop asks of the items that are shown, whoever chooses them. Immutable.
 *
 * <p>An item whose category is not known stands for one of its own. Where a least price is asked
 * for, an item whose price is not known is not shown.
 *
 * @param maxPerCategory how many items of one category may be shown, {@link #ANY} for all
 * @param excludeCart whether the item that was just put in the cart is left out
 * @param excludeBoughtDays what the user bought on so many days up to the event's is left out, that
 *     day and days in UTC included; 0 leaves nothing out
 * @param repeats whether what the user ever bought may be shown
 * @param minPrice the least unit price, in the shop's currency; 0 for all
 * @param allow if not null, only these items are shown
 * @param deny if not null, these items are not shown
 */
public record Rules(
    int maxPerCategory,
    boolean excludeCart,
    int excludeBoughtDays,
    boolean repeats,
    double minPrice,
    @Nullable ItemSet allow,
    @Nullable ItemSet deny)
    implements Serializable {
  /** No limit. */
  public static final int ANY = 0;

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Rules NONE = new Rules(ANY, false, 0, true, 0, null, null);

  public Rules {
    if (maxPerCategory < 0 || excludeBoughtDays < 0 || !(minPrice >= 0)) {
      throw new IllegalArgumentException(
          "at most %d of a category, %d days, price %s"
              .formatted(maxPerCategory, excludeBoughtDays, minPrice));
    }
  }

  /** All items may be shown. */
  public static Rules none() {
    return NONE;
  }

  public Rules withMaxPerCategory(int most) {
    return new Rules(most, excludeCart, excludeBoughtDays, repeats, minPrice, allow, deny);
  }

  public Rules withExcludeCart(boolean exclude) {
    return new Rules(maxPerCategory, exclude, excludeBoughtDays, repeats, minPrice, allow, deny);
  }

  public Rules withExcludeBoughtDays(int days) {
    return new Rules(maxPerCategory, excludeCart, days, repeats, minPrice, allow, deny);
  }

  public Rules withRepeats(boolean allowed) {
    return new Rules(
        maxPerCategory, excludeCart, excludeBoughtDays, allowed, minPrice, allow, deny);
  }

  public Rules withMinPrice(double least) {
    return new Rules(maxPerCategory, excludeCart, excludeBoughtDays, repeats, least, allow, deny);
  }

  public Rules withAllow(@Nullable ItemSet items) {
    return new Rules(
        maxPerCategory, excludeCart, excludeBoughtDays, repeats, minPrice, items, deny);
  }

  public Rules withDeny(@Nullable ItemSet items) {
    return new Rules(
        maxPerCategory, excludeCart, excludeBoughtDays, repeats, minPrice, allow, items);
  }

  /** Whether some items may be shown to nobody. */
  public boolean limitItems() {
    return minPrice > 0 || allow != null || deny != null;
  }

  /** Whether a category can be full. */
  public boolean limitCategories() {
    return maxPerCategory != ANY;
  }

  /**
   * Whether an item may be shown to anybody.
   *
   * @param price NaN where it is not known
   */
  public boolean allows(int itemId, double price) {
    // Prices are floats: that of an item which costs just so is below the limit as a double.
    return (minPrice == 0 || price >= (float) minPrice)
        && (allow == null || allow.contains(itemId))
        && (deny == null || !deny.contains(itemId));
  }

  /**
   * Whether what a user bought may be shown to that user again. What has no time was bought long
   * ago.
   *
   * @param lastBought when last, in milliseconds since 1970, or {@link OwnPurchases#NO_TIME}
   * @param at when it is to be shown
   */
  public boolean allowsAgain(long lastBought, long at) {
    return repeats
        && (excludeBoughtDays == 0
            || lastBought == OwnPurchases.NO_TIME
            || Math.floorDiv(lastBought, DAY) <= Math.floorDiv(at, DAY) - excludeBoughtDays);
  }

  /** Whether an item may be shown to a user who bought these. */
  public boolean allowsAgain(int itemId, OwnPurchases own, long at) {
    if (repeats && excludeBoughtDays == 0) {
      return true;
    }
    int place = own.indexOf(itemId);
    return place < 0 || allowsAgain(own.lastBought(place), at);
  }
}
