package io.sidecart.model.rows;

import java.io.Serializable;

/**
 * What the rows of a kind of table say, wherever its columns stand.
 *
 * @param <T> what a row says
 */
public interface RowFormat<T> extends Serializable {

  /**
   * The parser of a file with this header.
   *
   * @throws io.sidecart.model.SidecartException if a column is missing; the message names it and
   *     what the header has, not the file
   */
  RowParser<T> parserOf(Header header);
}
