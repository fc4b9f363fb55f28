package io.sidecart.pipelines.prepare;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.load.LoadBaselines;
import io.sidecart.cql.load.LoadItemFeatures;
import io.sidecart.cql.load.LoadOwnPurchases;
import io.sidecart.transforms.tables.BaselineTable;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import io.sidecart.transforms.tables.OwnItemTable;
import io.sidecart.transforms.tables.ReadTable;
import org.apache.beam.sdk.Pipeline;

/** From the tables of a folder to Cassandra. */
final class LoadPipeline {
  private LoadPipeline() {}

  static void build(Pipeline pipeline, PreparedTables tables, CassandraSettings cassandra) {
    pipeline
        .apply("Read features", ReadTable.of(new ItemFeaturesTable(), tables.itemFeatures()))
        .apply("Load features", LoadItemFeatures.into(cassandra));
    pipeline
        .apply("Read own purchases", ReadTable.of(new OwnItemTable(), tables.ownPurchases()))
        .apply("Load own purchases", LoadOwnPurchases.into(cassandra));
    pipeline
        .apply("Read baselines", ReadTable.of(new BaselineTable(), tables.baselines()))
        .apply("Load baselines", LoadBaselines.into(cassandra));
  }
}
