package io.sidecart.pipelines.split;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.load.LoadOwnPurchases;
import io.sidecart.pipelines.prepare.SumOwnPurchases;
import io.sidecart.transforms.tables.PurchaseTable;
import io.sidecart.transforms.tables.ReadTable;
import org.apache.beam.sdk.Pipeline;

/** From clean purchases to own purchases in Cassandra. */
final class OwnPipeline {
  private OwnPipeline() {}

  /**
   * @param purchases the folder of the clean purchases
   */
  static void build(Pipeline pipeline, String purchases, CassandraSettings cassandra) {
    pipeline
        .apply("Read purchases", ReadTable.of(new PurchaseTable(), purchases))
        .apply("Sum own purchases", SumOwnPurchases.create())
        .apply("Load own purchases", LoadOwnPurchases.into(cassandra));
  }
}
