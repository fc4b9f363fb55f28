package io.sidecart.pipelines.compact;

import static io.sidecart.pipelines.job.Reports.number;

import io.sidecart.pipelines.job.Reports;
import io.sidecart.pipelines.options.ByteSizes;
import io.sidecart.transforms.compact.FolderResult;
import io.sidecart.transforms.compact.FolderResult.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What compact did, or would do.
 *
 * @param path the root of the folders
 * @param dryRun whether it is a plan
 * @param total all folders together; merged if one was, failed if none was and one failed
 * @param folders those where there was something to do
 */
public record CompactReport(String path, boolean dryRun, Line total, List<Line> folders) {
  /**
   * One folder.
   *
   * @param folder relative to the root
   * @param state merged, planned, nothing or failed
   * @param note why it failed, or what was cleaned
   * @param filesBefore the merged files
   * @param filesAfter what they became
   * @param bytesBefore their size
   * @param bytesAfter the size of what they became
   * @param rowsBefore their rows
   * @param rowsAfter the distinct rows
   * @param doubles the rows that were dropped
   * @param checksumBefore of the distinct rows as they were read, in hexadecimal
   * @param checksumAfter of the rows read back
   */
  public record Line(
      String folder,
      String state,
      String note,
      int filesBefore,
      int filesAfter,
      long bytesBefore,
      long bytesAfter,
      long rowsBefore,
      long rowsAfter,
      long doubles,
      String checksumBefore,
      String checksumAfter) {

    static Line of(String root, FolderResult result) {
      String folder = result.folder();
      return new Line(
          folder.equals(root) ? "." : folder.substring(root.length() + 1),
          result.state().name().toLowerCase(Locale.ROOT),
          result.note(),
          result.filesBefore(),
          result.filesAfter(),
          result.bytesBefore(),
          result.bytesAfter(),
          result.rowsBefore(),
          result.rowsAfter(),
          result.doubles(),
          hex(result.checksumBefore()),
          hex(result.checksumAfter()));
    }
  }

  static CompactReport of(String path, boolean dryRun, List<FolderResult> results) {
    List<FolderResult> shown =
        results.stream().filter(r -> r.state() != State.NOTHING || !r.note().isEmpty()).toList();
    return new CompactReport(
        path,
        dryRun,
        Line.of(path, sum(path, stateOf(dryRun, shown), shown)),
        shown.stream().map(result -> Line.of(path, result)).toList());
  }

  private static State stateOf(boolean dryRun, List<FolderResult> results) {
    if (dryRun) {
      return State.PLANNED;
    }
    List<State> states = results.stream().map(FolderResult::state).toList();
    return Stream.of(State.MERGED, State.FAILED)
        .filter(states::contains)
        .findFirst()
        .orElse(State.NOTHING);
  }

  private static FolderResult sum(String path, State state, List<FolderResult> results) {
    return new FolderResult(
        path,
        state,
        "",
        results.stream().mapToInt(FolderResult::filesBefore).sum(),
        results.stream().mapToInt(FolderResult::filesAfter).sum(),
        results.stream().mapToLong(FolderResult::bytesBefore).sum(),
        results.stream().mapToLong(FolderResult::bytesAfter).sum(),
        results.stream().mapToLong(FolderResult::rowsBefore).sum(),
        results.stream().mapToLong(FolderResult::rowsAfter).sum(),
        results.stream().mapToLong(FolderResult::checksumBefore).sum(),
        results.stream().mapToLong(FolderResult::checksumAfter).sum());
  }

  private static String hex(long checksum) {
    return String.format(Locale.ROOT, "%016x", checksum);
  }

  String toJson() {
    return Reports.toJson(this);
  }

  /** For people. */
  String toText() {
    if (folders.isEmpty()) {
      return "  nothing to compact below " + path + "\n";
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        dryRun
            ? List.of("folder", "files", "would be", "size", "rows")
            : List.of("folder", "files", "size", "rows", "doubles", "checksum before", "after"));
    folders.forEach(line -> cells.add(cells(line.folder(), line)));
    cells.add(cells("total", total));
    StringBuilder text = new StringBuilder(Table.of(cells));
    for (Line line : folders) {
      if (!line.note().isEmpty()) {
        text.append("  ").append(line.folder()).append(": ").append(line.note()).append('\n');
      }
    }
    return text.toString();
  }

  private List<String> cells(String name, Line line) {
    if (dryRun) {
      return List.of(
          name,
          number(line.filesBefore()),
          number(line.filesAfter()),
          ByteSizes.text(line.bytesBefore()),
          number(line.rowsBefore()));
    }
    return List.of(
        name,
        number(line.filesBefore()) + " -> " + number(line.filesAfter()),
        ByteSizes.text(line.bytesBefore()) + " -> " + ByteSizes.text(line.bytesAfter()),
        number(line.rowsBefore()) + " -> " + number(line.rowsAfter()),
        number(line.doubles()),
        line.checksumBefore(),
        line.checksumAfter());
  }
}
