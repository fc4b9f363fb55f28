package io.sidecart.model.rows;

import java.io.Serializable;

/**
 * What became of a row.
 *
 * @param <T> what a good row says
 */
public sealed interface ParsedRow<T> {

  /** A good row. */
  record Kept<T>(T value) implements ParsedRow<T> {}

  /**
   * A well-formed row that the rules leave out.
   *
   * @param reason a short fixed name, good for counting
   */
  record Dropped<T>(String reason) implements ParsedRow<T> {}

  /** A row that says nothing. */
  record Malformed<T>(Fault fault) implements ParsedRow<T> {}

  /**
   * Why a row is malformed.
   *
   * @param reason a short fixed name, good for counting
   * @param detail one line that names the column and the value
   */
  record Fault(String reason, String detail) implements Serializable {}
}
