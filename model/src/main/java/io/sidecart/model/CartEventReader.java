package io.sidecart.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.sidecart.model.ParseResult.Rejected;
import io.sidecart.model.ids.IdDictionary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one event while its JSON goes by. */
final class CartEventReader {
  /** Far above any price in any currency, far below what sums of prices cannot hold. */
  static final double MAX_SALES_VALUE = 1e12;

  static final int LONGEST_ID = 1_000;

  private static final int USER_ID = 1;
  private static final int ITEM_ID = 2;
  private static final int QUANTITY = 4;
  private static final int SALES_VALUE = 8;
  private static final int ALL = USER_ID | ITEM_ID | QUANTITY | SALES_VALUE;

  private final @Nullable IdDictionary users;
  private final @Nullable IdDictionary items;
  private int seen;
  private int userId;
  private int itemId;
  private int quantity;
  private double salesValue;
  private @Nullable String userText;
  private @Nullable String itemText;
  private @Nullable Rejected fault;

  CartEventReader(@Nullable IdDictionary users, @Nullable IdDictionary items) {
    this.users = users;
    this.items = items;
  }

  /** Reads up to the end of the object, or to the first fault, which is returned. */
  @Nullable Rejected read(JsonParser json) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "user_id" -> {
          if (users == null) {
            userId = wholeNumber(json, token, USER_ID, name, 0);
          } else {
            userText = text(json, token, USER_ID, name);
            userId = users.numberOf(userText);
          }
        }
        case "item_id" -> {
          if (items == null) {
            itemId = wholeNumber(json, token, ITEM_ID, name, 0);
          } else {
            itemText = text(json, token, ITEM_ID, name);
            itemId = items.numberOf(itemText);
          }
        }
        case "quantity" -> quantity = wholeNumber(json, token, QUANTITY, name, 1);
        case "sales_value" -> salesValue = price(json, token, name);
        default -> json.skipChildren();
      }
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  /** The first field that the object lacks, null where it lacks none. */
  @Nullable Rejected missing() {
    if (seen == ALL) {
      return null;
    }
    String name =
        (seen & USER_ID) == 0
            ? "user_id"
            : (seen & ITEM_ID) == 0
                ? "item_id"
                : (seen & QUANTITY) == 0 ? "quantity" : "sales_value";
    return new Rejected(RejectReason.MISSING_FIELD, name + " is missing");
  }

  CartEvent event(Message message) {
    return new CartEvent(
        message.id(),
        message.timestamp(),
        userId,
        itemId,
        quantity,
        salesValue,
        userText,
        itemText);
  }

  private int wholeNumber(JsonParser json, JsonToken token, int field, String name, int least)
      throws IOException {
    if (!isFirst(field, name)) {
      return 0;
    }
    if (token != JsonToken.VALUE_NUMBER_INT) {
      rejectType(json, token, name, "a whole number");
      return 0;
    }
    int value = json.getNumberType() == NumberType.INT ? json.getIntValue() : -1;
    if (value < least) {
      reject(
          RejectReason.OUT_OF_RANGE,
          name + " is " + shown(json) + ", it must be from " + least + " to " + Integer.MAX_VALUE);
    }
    return value;
  }

  /** An id that is text, as {@link OneLine} has it; a shop may well write some as numbers. */
  private String text(JsonParser json, JsonToken token, int field, String name) throws IOException {
    if (!isFirst(field, name)) {
      return "";
    }
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      rejectType(json, token, name, "text");
      return "";
    }
    String text = OneLine.of(json.getText());
    if (text.isEmpty() || text.length() > LONGEST_ID) {
      reject(
          RejectReason.OUT_OF_RANGE,
          name + " is " + shown(json) + ", it must have 1 to " + LONGEST_ID + " characters");
    }
    return text;
  }

  private double price(JsonParser json, JsonToken token, String name) throws IOException {
    if (!isFirst(SALES_VALUE, name)) {
      return 0;
    }
    if (!token.isNumeric()) {
      rejectType(json, token, name, "a number");
      return 0;
    }
    double value = json.getDoubleValue();
    // Written so that NaN fails too.
    if (!(value > 0 && value <= MAX_SALES_VALUE)) {
      reject(
          RejectReason.OUT_OF_RANGE,
          name + " is " + shown(json) + ", it must be more than 0 and at most " + MAX_SALES_VALUE);
    }
    return value;
  }

  private boolean isFirst(int field, String name) {
    if ((seen & field) != 0) {
      reject(RejectReason.DUPLICATE_FIELD, name + " stands there twice");
      return false;
    }
    seen |= field;
    return true;
  }

  private void rejectType(JsonParser json, JsonToken token, String name, String wanted)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      reject(RejectReason.NULL_FIELD, name + " is null");
    } else {
      reject(RejectReason.WRONG_TYPE, name + " is " + shown(json) + ", not " + wanted);
    }
  }

  private void reject(RejectReason reason, String detail) {
    fault = new Rejected(reason, detail);
  }

  /** The current value, fit for one line. */
  static String shown(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> '"' + Clip.of(json.getText()) + '"';
      default -> Clip.of(json.getText());
    };
  }
}
