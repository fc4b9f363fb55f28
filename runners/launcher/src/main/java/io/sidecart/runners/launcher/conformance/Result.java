package io.sidecart.runners.launcher.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the table: a job on a runner, checked by itself and compared with a reference.
 *
 * @param job what was run
 * @param engine what ran it
 * @param rows of all data sets that it wrote
 * @param isReference whether it is what the others are compared with
 * @param problem what it lacks, or the first row that differs; null where all is as it should be
 * @param seconds that it took, its start included
 */
record Result(
    String job,
    String engine,
    long rows,
    boolean isReference,
    @Nullable String problem,
    double seconds) {

  /**
   * @param wanted the same data sets in the same order; null where these are the reference
   * @param problems that were found without a comparison
   */
  static Result of(
      String job,
      String engine,
      @Nullable List<RowSet> wanted,
      List<RowSet> found,
      List<String> problems,
      double seconds) {
    List<String> all = new ArrayList<>(problems);
    for (int i = 0; wanted != null && i < wanted.size(); i++) {
      wanted.get(i).difference(found.get(i)).ifPresent(all::add);
    }
    long rows = found.stream().mapToLong(set -> set.rows().size()).sum();
    return new Result(
        job, engine, rows, wanted == null, all.isEmpty() ? null : all.get(0), seconds);
  }

  /** For people. */
  String verdict() {
    return "%,d rows, %s"
        .formatted(
            rows, problem == null ? (isReference ? "complete" : "equal") : "WRONG: " + problem);
  }

  boolean isGood() {
    return problem == null;
  }
}
