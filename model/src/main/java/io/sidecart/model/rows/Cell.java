package io.sidecart.model.rows;

import io.sidecart.model.OneLine;
import java.math.BigDecimal;
import java.util.List;

/**
 * How to read the cells of one column.
 *
 * @param name the column's name, for messages
 * @param index where the column stands, {@link Header#ABSENT} where the table has none
 */
record Cell(String name, int index) {
  private static final int LONGEST_TEXT = 1_000;

  /** What a decoder puts in the place of bytes that it cannot read. */
  private static final char NOT_UTF8 = '\uFFFD';

  private static final double LARGEST_AMOUNT = 1e12;

  static Cell of(Column column, Header header) {
    return new Cell(column.names().get(0), header.indexOf(column));
  }

  boolean isAbsent() {
    return index == Header.ABSENT;
  }

  /** The text as {@link OneLine} has it, empty where there is none. */
  String text(List<String> cells) throws MalformedCellException {
    String text = OneLine.of(cells.get(index));
    if (text.indexOf(NOT_UTF8) >= 0) {
      // Two ids that differ in such a byte alone would be one.
      throw new MalformedCellException("not-utf8", name, "is not UTF-8, or holds U+FFFD", text);
    }
    if (text.length() > LONGEST_TEXT) {
      throw new MalformedCellException(
          "too-long", name, "has more than " + LONGEST_TEXT + " characters", text);
    }
    return text;
  }

  /** A whole number of 32 bits. */
  int wholeNumber(List<String> cells) throws MalformedCellException {
    String text = filled(cells);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      boolean isTooLong = text.matches("[+-]?[0-9]+");
      throw isTooLong
          ? new MalformedCellException("out-of-range", name, "has more than 32 bits", text)
          : new MalformedCellException("not-a-number", name, "is not a whole number", text);
    }
  }

  /** An id: a whole number of at least 0. */
  int id(List<String> cells) throws MalformedCellException {
    int id = wholeNumber(cells);
    if (id < 0) {
      throw new MalformedCellException("out-of-range", name, "is below 0", text(cells));
    }
    return id;
  }

  /** The price of one times how many, to the cent as one would write it. */
  double amountOf(int quantity, List<String> cells) throws MalformedCellException {
    double price = amount(cells);
    double amount =
        new BigDecimal(Double.toString(price)).multiply(BigDecimal.valueOf(quantity)).doubleValue();
    if (Math.abs(amount) > LARGEST_AMOUNT) {
      throw new MalformedCellException(
          "out-of-range", name, "is no price of " + quantity, text(cells));
    }
    return amount;
  }

  /** A decimal number of a size that money can have. */
  double amount(List<String> cells) throws MalformedCellException {
    String text = filled(cells);
    double amount;
    try {
      amount = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
    } catch (NumberFormatException e) {
      amount = Double.NaN;
    }
    if (Double.isNaN(amount)) {
      throw new MalformedCellException("not-a-number", name, "is not a number", text);
    }
    if (Math.abs(amount) > LARGEST_AMOUNT) {
      throw new MalformedCellException("out-of-range", name, "is no amount", text);
    }
    return amount;
  }

  String filled(List<String> cells) throws MalformedCellException {
    String text = text(cells);
    if (text.isEmpty()) {
      throw new MalformedCellException("empty-cell", name, "is empty", text);
    }
    return text;
  }

  /** Java also reads 1f, 0x1p3 and NaN, which no table means. */
  private static boolean isDecimal(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }
}
