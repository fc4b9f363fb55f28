package io.sidecart.model.rows;

import io.sidecart.model.Purchase;
import io.sidecart.model.ids.TextIds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of purchases, one item of one basket a row.
 *
 * <p>Well-formed rows that are no purchase of somebody known are dropped, each for the first of
 * these reasons: {@value #NO_USER} (the user is blank), {@value #RETURNED} (the quantity is below
 * 0), {@value #QUANTITY_NOT_POSITIVE}, {@value #SALES_VALUE_NOT_POSITIVE} (gifts) and {@value
 * #QUANTITY_TOO_LARGE}.
 *
 * @param user whole numbers, or text
 * @param item whole numbers, or text
 * @param quantity whole numbers
 * @param salesValue the price paid for all of them
 * @param unitPrice the price of one, read where a table has no sales value
 * @param basket any text; may be absent
 * @param time may be absent, and blank in any row
 * @param timeFormat how to read the time
 * @param maxQuantity the largest quantity that is kept
 * @param textIds which ids are text
 */
public record PurchaseRows(
    Column user,
    Column item,
    Column quantity,
    Column salesValue,
    Column unitPrice,
    Column basket,
    Column time,
    TimeFormat timeFormat,
    int maxQuantity,
    TextIds textIds)
    implements RowFormat<Purchase> {
  public static final String NO_USER = "no-user";
  public static final String RETURNED = "returned";
  public static final String QUANTITY_NOT_POSITIVE = "quantity-not-positive";
  public static final String SALES_VALUE_NOT_POSITIVE = "sales-value-not-positive";
  public static final String QUANTITY_TOO_LARGE = "quantity-too-large";

  private static final String UNIT_PRICE = "unit_price";

  /** A table with sales values and ids that are whole numbers, of which any quantity is kept. */
  public PurchaseRows(
      Column user,
      Column item,
      Column quantity,
      Column salesValue,
      Column basket,
      Column time,
      TimeFormat timeFormat) {
    this(
        user,
        item,
        quantity,
        salesValue,
        Column.optional("unitPriceColumn", UNIT_PRICE),
        basket,
        time,
        timeFormat,
        Integer.MAX_VALUE,
        TextIds.none());
  }

  /** The same with the price of one in this column where there is no sales value. */
  public PurchaseRows withUnitPrice(Column column) {
    return new PurchaseRows(
        user, item, quantity, salesValue, column, basket, time, timeFormat, maxQuantity, textIds);
  }

  /** The same without the rows of larger quantities. */
  public PurchaseRows withMaxQuantity(int most) {
    return new PurchaseRows(
        user, item, quantity, salesValue, unitPrice, basket, time, timeFormat, most, textIds);
  }

  /** The same with ids that are text. */
  public PurchaseRows withTextIds(TextIds ids) {
    return new PurchaseRows(
        user, item, quantity, salesValue, unitPrice, basket, time, timeFormat, maxQuantity, ids);
  }

  @Override
  public RowParser<Purchase> parserOf(Header header) {
    return new Parser(this, header);
  }

  private static final class Parser implements RowParser<Purchase> {
    private final IdCell user;
    private final IdCell item;
    private final Cell quantity;
    private final Cell salesValue;
    private final Cell unitPrice;
    private final Cell basket;
    private final Cell time;
    private final TimeFormat.Parser times;
    private final int maxQuantity;

    Parser(PurchaseRows columns, Header header) {
      user = new IdCell(Cell.of(columns.user, header), columns.textIds.users());
      item = new IdCell(Cell.of(columns.item, header), columns.textIds.items());
      quantity = Cell.of(columns.quantity, header);
      unitPrice = Cell.of(columns.unitPrice, header);
      salesValue =
          Cell.of(
              unitPrice.isAbsent() ? columns.salesValue.asRequired() : columns.salesValue, header);
      basket = Cell.of(columns.basket, header);
      time = Cell.of(columns.time, header);
      times = columns.timeFormat.parser();
      maxQuantity = columns.maxQuantity;
    }

    @Override
    public ParsedRow<Purchase> parse(String source, long line, List<String> cells) {
      try {
        if (user.isBlank(cells)) {
          return new ParsedRow.Dropped<>(NO_USER);
        }
        int howMany = quantity.wholeNumber(cells);
        Purchase purchase =
            new Purchase(
                source,
                line,
                user.id(cells),
                item.id(cells),
                howMany,
                salesValue.isAbsent()
                    ? unitPrice.amountOf(howMany, cells)
                    : salesValue.amount(cells),
                basketOf(cells),
                timeOf(cells));
        @Nullable String reason = reasonToDrop(purchase);
        return reason == null ? new ParsedRow.Kept<>(purchase) : new ParsedRow.Dropped<>(reason);
      } catch (MalformedCellException e) {
        return new ParsedRow.Malformed<>(e.fault());
      }
    }

    private @Nullable String reasonToDrop(Purchase purchase) {
      if (purchase.quantity() < 0) {
        return RETURNED;
      }
      if (purchase.quantity() == 0) {
        return QUANTITY_NOT_POSITIVE;
      }
      if (purchase.salesValue() <= 0) {
        return SALES_VALUE_NOT_POSITIVE;
      }
      return purchase.quantity() > maxQuantity ? QUANTITY_TOO_LARGE : null;
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

    @Override
    public void close() {
      user.close();
      item.close();
    }
  }
}
