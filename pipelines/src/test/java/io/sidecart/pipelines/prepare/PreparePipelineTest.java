package io.sidecart.pipelines.prepare;

import static io.sidecart.pipelines.prepare.PrepareFixture.assertTable;
import static io.sidecart.pipelines.prepare.PrepareFixture.reader;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.model.Purchase;
import io.sidecart.transforms.tables.BaselineTable;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import io.sidecart.transforms.tables.OwnItemTable;
import io.sidecart.transforms.tables.PurchaseTable;
import io.sidecart.transforms.tables.ReadTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("pipeline")
class PreparePipelineTest {
  private static final Instant DAY_1 = Instant.parse("2000-01-02T00:00:00Z");
  private static final Instant DAY_2 = Instant.parse("2000-01-03T00:00:00Z");

  @TempDir static Path folder;
  private static PreparedTables tables;

  @BeforeAll
  static void run() throws IOException {
    PrepareFixture.writeFiles(folder);
    PrepareFixture.run(folder, options -> options.setReport(folder + "/copy.json"));
    tables = new PreparedTables(folder.resolve("out").toString());
  }

  @Test
  void cleanPurchasesKeepWhereTheyStood() throws Exception {
    assertTable(
        new PurchaseTable(),
        tables.purchases(),
        new Purchase("purchases.csv", 2, 1, 10, 3, 6, "b1", DAY_1),
        new Purchase("purchases.csv", 3, 1, 10, 1, 2, "b2", DAY_2),
        new Purchase("purchases.csv", 4, 2, 20, 4, 8, "b3", DAY_1),
        new Purchase("purchases.csv", 5, 2, 30, 2, 4, "b3", DAY_1),
        new Purchase("purchases.csv", 6, 2, 40, 90, 9, "b3", DAY_1),
        new Purchase("purchases.csv", 7, 2, 50, 1, 5, "b3", DAY_1));
  }

  @Test
  void featuresAreThoseOfItemsThatSellAtAPrice() throws Exception {
    assertTable(
        new ItemFeaturesTable(),
        tables.itemFeatures(),
        new ItemFeatures(10, "DAIRY", "MILK"),
        new ItemFeatures(20, "DAIRY", "MILK"),
        new ItemFeatures(30, "BAKERY", "BREAD"));
  }

  @Test
  void ownPurchasesAreSummedForEachUserAndItem() throws Exception {
    assertTable(
        new OwnItemTable(),
        tables.ownPurchases(),
        KV.of(1, new OwnItem(10, 1, DAY_1).plus(new OwnItem(10, 1, DAY_2))),
        KV.of(2, new OwnItem(20, 1, DAY_1)),
        KV.of(2, new OwnItem(30, 1, DAY_1)),
        KV.of(2, new OwnItem(40, 1, DAY_1)),
        KV.of(2, new OwnItem(50, 1, DAY_1)));
  }

  @Test
  void theTopBaselineHasOneItemOfACategory() throws Exception {
    TestPipeline reader = reader();
    PCollection<BaselineItem> top =
        reader
            .apply("Read", ReadTable.of(new BaselineTable(), tables.baselines()))
            .apply("Keep top", Filter.by(item -> item.name().equals("top_5")));
    PAssert.that(top)
        .containsInAnyOrder(new BaselineItem("top_5", 0, 10), new BaselineItem("top_5", 1, 30));
    reader.run().waitUntilFinish();
  }

  @Test
  void theReportCountsEachRowOnce() throws Exception {
    JsonNode report = new ObjectMapper().readTree(folder.resolve("copy.json").toFile());
    assertThat(report)
        .isEqualTo(new ObjectMapper().readTree(folder.resolve("out/prepare.json").toFile()));
    assertThat(report.at("/purchases/read").asInt()).isEqualTo(10);
    assertThat(report.at("/purchases/kept").asInt()).isEqualTo(6);
    assertThat(report.at("/purchases/dropped/quantity-not-positive").asInt()).isEqualTo(1);
    assertThat(report.at("/purchases/dropped/sales-value-not-positive").asInt()).isEqualTo(1);
    assertThat(report.at("/purchases/malformed/not-a-number").asInt()).isEqualTo(1);
    assertThat(report.at("/purchases/malformed/wrong-number-of-cells").asInt()).isEqualTo(1);
    assertThat(report.at("/products/read").asInt()).isEqualTo(6);
    assertThat(report.at("/users").asInt()).isEqualTo(2);
    assertThat(report.at("/items_bought").asInt()).isEqualTo(5);
    assertThat(report.at("/items").asInt()).isEqualTo(3);
    assertThat(report.at("/items_without_product").asInt()).isEqualTo(1);
    assertThat(report.at("/departments").asInt()).isEqualTo(2);
    assertThat(report.at("/categories").asInt()).isEqualTo(2);
    assertThat(report.at("/top5/0/item_id").asInt()).isEqualTo(10);
    assertThat(report.at("/top5/1/category").asText()).isEqualTo("BREAD");
  }

  @Test
  void malformedRowsAreKeptWithWhereTheyStoodAndWhy() throws Exception {
    assertThat(Files.readAllLines(folder.resolve("out/dead-letters/rows.jsonl")))
        .containsExactlyInAnyOrder(
            "{\"source\":\"purchases.csv\",\"line\":10,\"reason\":\"not-a-number\",\"detail\":"
                + "\"item_id is not a whole number: 'ten'\",\"text\":\"3,b4,1,ten,1,2.00\"}",
            "{\"source\":\"purchases.csv\",\"line\":11,\"reason\":\"wrong-number-of-cells\","
                + "\"detail\":\"the row has 2 cells, the header 6\",\"text\":\"3,b4\"}",
            "{\"source\":\"products.csv\",\"line\":7,\"reason\":\"not-a-number\",\"detail\":"
                + "\"item_id is not a whole number: '?'\",\"text\":\"TEA,?,DRINKS\"}");
  }
}
