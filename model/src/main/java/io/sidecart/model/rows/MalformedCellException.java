package io.sidecart.model.rows;

/** A cell that does not hold what its column promises; never leaves this package. */
final class MalformedCellException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_VALUE = 40;

  private final String reason;

  MalformedCellException(String reason, String column, String problem, String value) {
    // Without a stack trace: a file may hold millions of bad rows.
    super(column + " " + problem + ": '" + clip(value) + "'", null, false, false);
    this.reason = reason;
  }

  ParsedRow.Fault fault() {
    return new ParsedRow.Fault(reason, getMessage());
  }

  private static String clip(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
  }
}
