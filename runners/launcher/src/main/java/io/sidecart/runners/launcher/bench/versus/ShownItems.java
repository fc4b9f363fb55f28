package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.model.Recommendation;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;

/** Which items users are shown, in rows of Sidecart and of the original. */
final class ShownItems {
  private static final int MOST_FILES = 20;
  private static final Schema OF_ORIGINAL =
      SchemaBuilder.record("shown")
          .fields()
          .optionalInt("user_id")
          .name("recommended")
          .type()
          .optional()
          .array()
          .items()
          .nullable()
          .intType()
          .endRecord();

  private ShownItems() {}

  /** How many users both know, and to how many of them both show the same, as a sentence. */
  static String compared(String sidecart, String original) throws IOException {
    Map<Integer, List<Integer>> ours =
        read(sidecart, EnrichedEventRows.SCHEMA, ShownItems::ofSidecart);
    Map<Integer, List<Integer>> theirs = read(original, OF_ORIGINAL, ShownItems::ofOriginal);
    ours.keySet().retainAll(theirs.keySet());
    long same =
        ours.entrySet().stream()
            .filter(each -> each.getValue().equals(theirs.get(each.getKey())))
            .count();
    return "Both show the same five items to %,d of the %,d users who were looked at"
        .formatted(same, ours.size());
  }

  private static Map<Integer, List<Integer>> read(
      String folder, Schema schema, Function<GenericRecord, List<Integer>> items)
      throws IOException {
    Storage storage = Storages.of(folder);
    List<Storage.Entry> files = Storages.visibleFiles(storage, folder);
    Map<Integer, List<Integer>> shown = new TreeMap<>();
    for (Storage.Entry file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), schema)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          shown.put((Integer) row.get("user_id"), items.apply(row));
        }
      }
    }
    return shown;
  }

  private static List<Integer> ofSidecart(GenericRecord row) {
    return EnrichedEventRows.ofRow(row).recommendations().stream()
        .map(Recommendation::itemId)
        .toList();
  }

  private static List<Integer> ofOriginal(GenericRecord row) {
    List<Integer> items = new ArrayList<>();
    for (Object item : (List<?>) row.get("recommended")) {
      items.add((Integer) item);
    }
    return items;
  }
}
