package io.sidecart.runners.launcher.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the table: a job on a runner, compared with the same job on the first runner.
 *
 * @param job what was run
 * @param engine what ran it
 * @param rows of all data sets that it wrote
 * @param difference the first differing row; null where all are equal
 * @param seconds that it took, its start included
 */
record Result(String job, String engine, long rows, @Nullable String difference, double seconds) {

  /**
   * @param wanted the same data sets in the same order
   */
  static Result of(
      String job, String engine, List<RowSet> wanted, List<RowSet> found, double seconds) {
    long rows = found.stream().mapToLong(set -> set.rows().size()).sum();
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      wanted.get(i).difference(found.get(i)).ifPresent(differences::add);
    }
    return new Result(
        job, engine, rows, differences.isEmpty() ? null : differences.get(0), seconds);
  }

  /** For people. */
  String verdict() {
    return "%,d rows, %s"
        .formatted(rows, difference == null ? "equal" : "NOT equal: " + difference);
  }

  boolean isEqual() {
    return difference == null;
  }
}
