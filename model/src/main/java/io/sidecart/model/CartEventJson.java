package io.sidecart.model;

/**
 * The JSON of a cart event: {@code
 * {"user_id":1645,"item_id":9416653,"quantity":1,"sales_value":4.99}}, which {@link
 * CartEventParser} reads.
 */
public final class CartEventJson {
  private CartEventJson() {}

  /** One line without spaces; numbers need no escaping. */
  public static String write(int userId, int itemId, int quantity, double salesValue) {
    return "{\"user_id\":"
        + userId
        + ",\"item_id\":"
        + itemId
        + ",\"quantity\":"
        + quantity
        + ",\"sales_value\":"
        + salesValue
        + "}";
  }
}
