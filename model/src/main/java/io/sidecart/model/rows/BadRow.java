package io.sidecart.model.rows;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A row that could not be read, with the reason.
 *
 * @param source the name of the file, without its folder
 * @param line the row's line in it, from 1 for the header
 * @param reason a short fixed name, good for counting: {@code not-a-number}, ...
 * @param detail one line that names the column and the value
 * @param text the row as it was, cut to {@value #LONGEST_TEXT} characters
 */
public record BadRow(String source, long line, String reason, String detail, String text)
    implements Serializable {
  public static final int LONGEST_TEXT = 1_000;

  public BadRow {
    requireNonNull(source, "source");
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
    text = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
