package io.sidecart.model.rows;

import io.sidecart.model.Purchase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of purchases, one item of one basket a row.
 *
 * <p>Rows with a quantity or a value that is not above 0 (returns, gifts) are dropped.
 *
 * @param user whole numbers
 * @param item whole numbers
 * @param quantity whole numbers
 * @param salesValue the price paid for all of them
 * @param basket any text; may be absent
 * @param time may be absent, and blank in any row
 * @param timeFormat how to read the time
 */
public record PurchaseRows(
    Column user,
    Column item,
    Column quantity,
    Column salesValue,
    Column basket,
    Column time,
    TimeFormat timeFormat)
    implements RowFormat<Purchase> {
  public static final String QUANTITY_NOT_POSITIVE = "quantity-not-positive";
  public static final String SALES_VALUE_NOT_POSITIVE = "sales-value-not-positive";

  @Override
  public RowParser<Purchase> parserOf(Header header) {
    return new Parser(this, header);
  }

  private static final class Parser implements RowParser<Purchase> {
    private final Cell user;
    private final Cell item;
    private final Cell quantity;
    private final Cell salesValue;
    private final Cell basket;
    private final Cell time;
    private final TimeFormat.Parser times;

    Parser(PurchaseRows columns, Header header) {
      user = Cell.of(columns.user, header);
      item = Cell.of(columns.item, header);
      quantity = Cell.of(columns.quantity, header);
      salesValue = Cell.of(columns.salesValue, header);
      basket = Cell.of(columns.basket, header);
      time = Cell.of(columns.time, header);
      times = columns.timeFormat.parser();
    }

    @Override
    public ParsedRow<Purchase> parse(String source, long line, List<String> cells) {
      try {
        Purchase purchase =
            new Purchase(
                source,
                line,
                user.id(cells),
                item.id(cells),
                quantity.wholeNumber(cells),
                salesValue.amount(cells),
                basketOf(cells),
                timeOf(cells));
        if (purchase.quantity() <= 0) {
          return new ParsedRow.Dropped<>(QUANTITY_NOT_POSITIVE);
        }
        if (purchase.salesValue() <= 0) {
          return new ParsedRow.Dropped<>(SALES_VALUE_NOT_POSITIVE);
        }
        return new ParsedRow.Kept<>(purchase);
      } catch (MalformedCellException e) {
        return new ParsedRow.Malformed<>(e.fault());
      }
    }

    private @Nullable String basketOf(List<String> cells) throws MalformedCellException {
      if (basket.isAbsent() || basket.text(cells).isEmpty()) {
        return null;
      }
      return basket.text(cells);
    }

    private @Nullable Instant timeOf(List<String> cells) throws MalformedCellException {
      if (time.isAbsent() || time.text(cells).isEmpty()) {
        return null;
      }
      return times.parse(time.name(), time.text(cells));
    }
  }
}
