package io.sidecart.runners.launcher.conformance;

import io.sidecart.pipelines.prepare.PreparedTables;
import io.sidecart.runners.launcher.conformance.Site.Mode;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.tables.BaselineTable;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import io.sidecart.transforms.tables.OwnItemTable;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads all that a job wrote, each data set at the same place of the list on every site. */
final class Outputs {
  static final List<String> SERVED = List.of("recommendations_history", "recommendations_latest");

  private static final String AVERAGES = "precision_by_window";

  private final KafkaSettings kafka;

  Outputs(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Purchases first, malformed rows last. */
  List<RowSet> prepared(Site site) throws IOException {
    PreparedTables tables = new PreparedTables(site.in("prepared"));
    return List.of(
        Rows.parquet("purchases", tables.purchases(), new PurchaseTable().schema()),
        Rows.parquet("item_features", tables.itemFeatures(), new ItemFeaturesTable().schema()),
        Rows.parquet("own_purchases", tables.ownPurchases(), new OwnItemTable().schema()),
        Rows.parquet("baselines", tables.baselines(), new BaselineTable().schema()),
        Rows.table(site.cassandra(), "item_features"),
        Rows.table(site.cassandra(), "own_purchases"),
        Rows.table(site.cassandra(), "baseline"),
        Rows.lines("malformed rows", tables.deadLetters()));
  }

  /** The history, then the events. */
  List<RowSet> divided(Site site) throws IOException {
    return List.of(
        Rows.parquet("history", site.in("history"), new PurchaseTable().schema()),
        Rows.messages("live events", kafka, site.events()));
  }

  /** What a stream wrote, the rows first; the averages last, where it ended by itself. */
  List<RowSet> served(Site site, Mode mode) throws IOException {
    List<RowSet> sets = new ArrayList<>(rows(site, mode));
    boolean each = mode == Mode.end;
    sets.add(Rows.answers("recommendations", kafka, site.recommendations(mode), each));
    sets.add(Rows.answers("dead letters", kafka, site.deadLetters(mode), each));
    SERVED.forEach(table -> sets.add(Rows.table(site.cassandra(), table)));
    if (mode == Mode.end) {
      sets.add(Rows.table(site.cassandra(), AVERAGES));
    }
    return sets;
  }

  /** The enriched events. */
  List<RowSet> rows(Site site, Mode mode) throws IOException {
    return List.of(Rows.parquet("rows", site.enriched(mode), EnrichedEventRows.SCHEMA));
  }
}
