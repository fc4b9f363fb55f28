package io.sidecart.model.rows;

import java.util.List;

/**
 * Reads the rows of one file.
 *
 * @param <T> what a row says
 */
public interface RowParser<T> extends AutoCloseable {

  /**
   * Reads one row; never throws for its content.
   *
   * @param source the name of the file
   * @param line the row's line in it, from 1 for the header
   * @param cells as many as the header has
   */
  ParsedRow<T> parse(String source, long line, List<String> cells);

  /** Lets go of what reading needed; most need nothing. */
  @Override
  default void close() {}
}
