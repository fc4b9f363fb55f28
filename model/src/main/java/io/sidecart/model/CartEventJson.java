package io.sidecart.model;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a cart event: {@code
 * {"user_id":1645,"item_id":9416653,"quantity":1,"sales_value":4.99}}, which {@link
 * CartEventParser} reads. An id that is text is a string.
 */
public final class CartEventJson {
  private CartEventJson() {}

  /** One line without spaces; numbers need no escaping. */
  public static String write(int userId, int itemId, int quantity, double salesValue) {
    return line(Integer.toString(userId), Integer.toString(itemId), quantity, salesValue);
  }

  /**
   * The same with ids that may be text.
   *
   * @param userText null where the user's id is a whole number
   * @param itemText null where the item's id is a whole number
   */
  public static String write(
      int userId,
      int itemId,
      int quantity,
      double salesValue,
      @Nullable String userText,
      @Nullable String itemText) {
    return line(id(userId, userText), id(itemId, itemText), quantity, salesValue);
  }

  private static String id(int number, @Nullable String text) {
    return text == null
        ? Integer.toString(number)
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static String line(String user, String item, int quantity, double salesValue) {
    return "{\"user_id\":"
        + user
        + ",\"item_id\":"
        + item
        + ",\"quantity\":"
        + quantity
        + ",\"sales_value\":"
        + salesValue
        + "}";
  }
}
