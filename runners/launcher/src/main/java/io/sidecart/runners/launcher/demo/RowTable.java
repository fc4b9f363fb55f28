package io.sidecart.runners.launcher.demo;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Recommendation;
import io.sidecart.runners.launcher.flow.Audit;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;

/** A dozen rows of the output for people to look at. */
final class RowTable {
  private static final int ROWS = 12;

  private RowTable() {}

  /**
   * Prints the first rows by time, with the categories of what was put in the cart and shown.
   *
   * @param features the table of item features that prepare wrote
   */
  static void print(Audit audit, String features, PrintStream out) throws IOException {
    Map<Integer, String> categories = categories(features);
    Comparator<EnrichedEvent> byTime =
        Comparator.<EnrichedEvent, java.time.Instant>comparing(row -> row.event().eventTime())
            .thenComparing(row -> row.event().id());
    PriorityQueue<EnrichedEvent> first = new PriorityQueue<>(byTime.reversed());
    audit.readRows(
        row -> {
          first.add(row);
          if (first.size() > ROWS) {
            first.remove();
          }
        });
    Help.TextTable table =
        Help.TextTable.forColumns(
            Help.defaultColorScheme(Ansi.OFF),
            new Column(8, 0, Overflow.TRUNCATE),
            new Column(26, 1, Overflow.TRUNCATE),
            new Column(21, 1, Overflow.TRUNCATE),
            new Column(6, 1, Overflow.TRUNCATE),
            new Column(96, 1, Overflow.TRUNCATE));
    table.addRowValues("user", "put in the cart", "why", "p@5", "shown beside it");
    List<EnrichedEvent> rows = first.stream().sorted(byTime).toList();
    for (EnrichedEvent row : rows) {
      table.addRowValues(
          row.event().originalUserId(),
          item(row.event().itemId(), categories),
          row.why().label(),
          row.precisionAtK() == null ? "-" : String.format("%.1f", row.precisionAtK()),
          row.recommendations().stream()
              .map(Recommendation::itemId)
              .map(id -> item(id, categories))
              .collect(Collectors.joining(", ")));
    }
    out.println();
    out.print(table);
  }

  private static Map<Integer, String> categories(String folder) throws IOException {
    ItemFeaturesTable table = new ItemFeaturesTable();
    Map<Integer, String> categories = new HashMap<>();
    Storage storage = Storages.of(folder);
    for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), table.schema())) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          ItemFeatures features = table.fromRecord(row);
          categories.put(features.itemId(), features.category());
        }
      }
    }
    return categories;
  }

  private static String item(int id, Map<Integer, String> categories) {
    String category = categories.get(id);
    return category == null ? "item " + id : category.toLowerCase(java.util.Locale.ROOT);
  }
}
