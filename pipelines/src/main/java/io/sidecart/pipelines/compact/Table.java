package io.sidecart.pipelines.compact;

import java.util.List;
import java.util.stream.Collectors;

/** Cells as lines of text, the columns as wide as they need to be. */
final class Table {
  private Table() {}

  /** The first column stands to the left, the others to the right. */
  static String of(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String padding = " ".repeat(width(rows, column) - row.get(column).length());
        line.append("  ")
            .append(column == 0 ? row.get(column) + padding : padding + row.get(column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream()
        .map(row -> row.get(column).length())
        .collect(Collectors.reducing(0, Math::max));
  }
}
