package io.sidecart.pipelines.prepare;

import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.model.Purchase;
import io.sidecart.model.RankedItem;
import io.sidecart.model.rows.BadRow;
import io.sidecart.transforms.coders.ItemFeaturesCoder;
import io.sidecart.transforms.coders.PurchaseCoder;
import io.sidecart.transforms.csv.CsvRows;
import io.sidecart.transforms.csv.ReadCsv;
import io.sidecart.transforms.tables.BaselineTable;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import io.sidecart.transforms.tables.OwnItemTable;
import io.sidecart.transforms.tables.PurchaseTable;
import io.sidecart.transforms.tables.WriteTable;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** From CSV files to the tables of a folder, the dead letters, and the facts for the report. */
final class PreparePipeline {
  private PreparePipeline() {}

  static void build(Pipeline pipeline, PrepareSettings settings, PreparedTables tables) {
    CsvRows<Purchase> purchases =
        pipeline.apply(
            "Read purchases",
            ReadCsv.of(PurchaseCoder.of(), settings.purchaseRows()).from(settings.purchases()));
    CsvRows<ItemFeatures> products =
        pipeline.apply(
            "Read products",
            ReadCsv.of(ItemFeaturesCoder.of(), settings.productRows()).from(settings.products()));

    PCollection<List<RankedItem>> ranked =
        purchases
            .rows()
            .apply("Rank items", RankItems.top(settings.topItems(), settings.minPrice()));
    KnownItems known = ranked.apply("Find features", FindFeatures.in(products.rows()));
    PCollection<BaselineItem> baselines =
        ranked.apply("Choose baselines", ChooseBaselines.among(known.features(), settings.seed()));
    PCollection<KV<Integer, OwnItem>> own =
        purchases.rows().apply("Sum own purchases", SumOwnPurchases.create());

    purchases
        .rows()
        .apply(
            "Write purchases",
            WriteTable.of(new PurchaseTable(), tables.purchases()).withFiles(settings.files()));
    known
        .features()
        .apply("Write features", WriteTable.of(new ItemFeaturesTable(), tables.itemFeatures()));
    own.apply("Write own purchases", WriteTable.of(new OwnItemTable(), tables.ownPurchases()));
    baselines.apply("Write baselines", WriteTable.of(new BaselineTable(), tables.baselines()));
    PCollectionList<BadRow> badRows = PCollectionList.of(purchases.badRows());
    (settings.hasNoProducts() ? badRows : badRows.and(products.badRows()))
        .apply("Write dead letters", WriteBadRows.to(tables.deadLetters()));

    baselines.apply("Write top items", WriteTopItems.of(known.features(), tables.topItems()));
    Facts facts = new Facts().rows("purchases", purchases);
    (settings.hasNoProducts() ? facts : facts.rows("products", products))
        .buyers(own)
        .items(known)
        .write(tables.counts());
  }
}
