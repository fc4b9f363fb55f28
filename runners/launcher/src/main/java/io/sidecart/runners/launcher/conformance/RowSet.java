package io.sidecart.runners.launcher.conformance;

import java.util.List;
import java.util.Optional;

/**
 * All rows of a data set as text, in the order of the text: where and in which order they stood
 * does not count.
 *
 * @param name of the data set
 * @param rows each with all that is compared
 */
record RowSet(String name, List<String> rows) {

  RowSet {
    rows = rows.stream().sorted().toList();
  }

  /** The first row that one has and the other lacks, and which; empty where they are equal. */
  Optional<String> difference(RowSet other) {
    int at = 0;
    while (at < rows.size() && at < other.rows.size() && rows.get(at).equals(other.rows.get(at))) {
      at++;
    }
    boolean ended = at == rows.size();
    boolean otherEnded = at == other.rows.size();
    if (ended && otherEnded) {
      return Optional.empty();
    }
    boolean isOurs = otherEnded || !ended && rows.get(at).compareTo(other.rows.get(at)) < 0;
    return Optional.of(
        isOurs
            ? "%s lacks %s".formatted(name, rows.get(at))
            : "%s has %s too many".formatted(name, other.rows.get(at)));
  }
}
