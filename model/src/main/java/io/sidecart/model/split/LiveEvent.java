package io.sidecart.model.split;

import io.sidecart.model.CartEventJson;
import io.sidecart.model.Purchase;
import io.sidecart.model.ids.IdDictionary;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A purchase that is to be replayed as an add-to-cart event.
 *
 * @param key its place in the replay
 * @param userId who
 * @param json the message: {@code {"user_id":1645,"item_id":9416653,"quantity":1,
 *     "sales_value":4.99}}, in one line
 */
public record LiveEvent(ReplayKey key, int userId, String json)
    implements Comparable<LiveEvent>, Serializable {
  private static final String SEPARATOR = "\t";

  public static LiveEvent of(Purchase purchase) {
    return of(purchase, null, null);
  }

  /**
   * The same with ids that may be text.
   *
   * @param users the dictionary of the users, null where their ids are whole numbers
   * @param items the dictionary of the items, null where their ids are whole numbers
   */
  public static LiveEvent of(
      Purchase purchase, @Nullable IdDictionary users, @Nullable IdDictionary items) {
    return new LiveEvent(
        ReplayKey.of(purchase),
        purchase.userId(),
        CartEventJson.write(
            purchase.userId(),
            purchase.itemId(),
            purchase.quantity(),
            purchase.salesValue(),
            users == null ? null : users.textOf(purchase.userId()),
            items == null ? null : items.textOf(purchase.itemId())));
  }

  @Override
  public int compareTo(LiveEvent other) {
    return key.compareTo(other.key);
  }

  /** One line of text, for a file between two steps. */
  public String toLine() {
    return String.join(
        SEPARATOR,
        Long.toString(key.millis()),
        Long.toString(key.line()),
        Integer.toString(userId),
        json,
        key.source());
  }

  /** The inverse of {@link #toLine()}. */
  public static LiveEvent ofLine(String line) {
    String[] parts = line.split(SEPARATOR, 5);
    return new LiveEvent(
        new ReplayKey(Long.parseLong(parts[0]), parts[4], Long.parseLong(parts[1])),
        Integer.parseInt(parts[2]),
        parts[3]);
  }
}
