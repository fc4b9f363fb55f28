package io.sidecart.pipelines.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.transforms.tables.BaselineTable;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import io.sidecart.transforms.tables.OwnItemTable;
import io.sidecart.transforms.tables.PurchaseTable;
import io.sidecart.transforms.tables.ReadTable;
import io.sidecart.transforms.tables.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("pipeline")
class PrepareJobTest {
  private static final String HEADER = "user_id,basket_id,day,item_id,quantity,sales_value\n";
  private static final Instant DAY_1 = Instant.parse("2000-01-02T00:00:00Z");
  private static final Instant DAY_2 = Instant.parse("2000-01-03T00:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    write(
        "purchases.csv",
        HEADER
            + "1,b1,1,10,3,6.00\n" // line 2
            + "1,b2,2,10,1,2.00\n"
            + "2,b3,1,20,4,8.00\n" // as many of 20 as of 10
            + "2,b3,1,30,2,4.00\n"
            + "2,b3,1,40,90,9.00\n" // too cheap to count
            + "2,b3,1,50,1,5.00\n" // no product row
            + "3,b4,1,10,0,2.00\n"
            + "3,b4,1,10,1,0.00\n"
            + "3,b4,1,ten,1,2.00\n"
            + "3,b4\n");
    write(
        "products.csv",
        "CATEGORY,ITEM_ID,DEPARTMENT\n"
            + "MILK,10,DAIRY\nMILK,20,DAIRY\nBREAD,30,BAKERY\nTEA,40,DRINKS\nTEA,99,DRINKS\n"
            + "TEA,?,DRINKS\n");
  }

  @Test
  void cleanPurchasesKeepWhereTheyStood() throws Exception {
    run();

    assertTable(
        new PurchaseTable(),
        tables().purchases(),
        new Purchase("purchases.csv", 2, 1, 10, 3, 6, "b1", DAY_1),
        new Purchase("purchases.csv", 3, 1, 10, 1, 2, "b2", DAY_2),
        new Purchase("purchases.csv", 4, 2, 20, 4, 8, "b3", DAY_1),
        new Purchase("purchases.csv", 5, 2, 30, 2, 4, "b3", DAY_1),
        new Purchase("purchases.csv", 6, 2, 40, 90, 9, "b3", DAY_1),
        new Purchase("purchases.csv", 7, 2, 50, 1, 5, "b3", DAY_1));
  }

  @Test
  void featuresAreThoseOfItemsThatSellAtAPrice() throws Exception {
    run();

    assertTable(
        new ItemFeaturesTable(),
        tables().itemFeatures(),
        new ItemFeatures(10, "DAIRY", "MILK"),
        new ItemFeatures(20, "DAIRY", "MILK"),
        new ItemFeatures(30, "BAKERY", "BREAD"));
  }

  @Test
  void onlyTheBestItemsAreKeptAndTiesGoToTheSmallerId() throws Exception {
    run(options -> options.setTopItems(1));

    assertTable(
        new ItemFeaturesTable(), tables().itemFeatures(), new ItemFeatures(10, "DAIRY", "MILK"));
  }

  @Test
  void ownPurchasesAreSummedForEachUserAndItem() throws Exception {
    run();

    assertTable(
        new OwnItemTable(),
        tables().ownPurchases(),
        KV.of(1, new OwnItem(10, 2, DAY_2)),
        KV.of(2, new OwnItem(20, 1, DAY_1)),
        KV.of(2, new OwnItem(30, 1, DAY_1)),
        KV.of(2, new OwnItem(40, 1, DAY_1)),
        KV.of(2, new OwnItem(50, 1, DAY_1)));
  }

  @Test
  void theTopBaselineHasOneItemOfACategory() throws Exception {
    run();

    TestPipeline reader = reader();
    PCollection<BaselineItem> top =
        reader
            .apply("Read", ReadTable.of(new BaselineTable(), tables().baselines()))
            .apply("Keep top", Filter.by(item -> item.name().equals("top_5")));
    PAssert.that(top)
        .containsInAnyOrder(new BaselineItem("top_5", 0, 10), new BaselineItem("top_5", 1, 30));
    reader.run().waitUntilFinish();
  }

  @Test
  void theReportCountsEachRowOnce() throws Exception {
    run(options -> options.setReport(folder + "/copy.json"));

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
    run();

    assertThat(Files.readAllLines(folder.resolve("out/dead-letters/rows.jsonl")))
        .containsExactlyInAnyOrder(
            "{\"source\":\"purchases.csv\",\"line\":10,\"reason\":\"not-a-number\",\"detail\":"
                + "\"item_id is not a whole number: 'ten'\",\"text\":\"3,b4,1,ten,1,2.00\"}",
            "{\"source\":\"purchases.csv\",\"line\":11,\"reason\":\"wrong-number-of-cells\","
                + "\"detail\":\"the row has 2 cells, the header 6\",\"text\":\"3,b4\"}",
            "{\"source\":\"products.csv\",\"line\":7,\"reason\":\"not-a-number\",\"detail\":"
                + "\"item_id is not a whole number: '?'\",\"text\":\"TEA,?,DRINKS\"}");
  }

  @Test
  void aSecondRunReplacesTheFirst() throws Exception {
    run();
    write("purchases.csv", HEADER + "7,b1,1,10,3,6.00\n");

    run();

    assertTable(
        new PurchaseTable(),
        tables().purchases(),
        new Purchase("purchases.csv", 2, 7, 10, 3, 6, "b1", DAY_1));
  }

  @Test
  void aRunThatFailsLeavesTheOutputOfTheOneBefore() throws Exception {
    run();
    String before = Files.readString(folder.resolve("out/prepare.json"));
    write("purchases.csv", HEADER + "3,b4,1,ten,1,2.00\n");

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("no purchase was kept of 1 rows read");
    assertThat(folder.resolve("out/prepare.json")).hasContent(before);
    assertThat(folder.resolve("out/purchases")).isNotEmptyDirectory();
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aFileThatBreaksOffFailsTheRunByItsName() throws Exception {
    byte[] whole = gzip(HEADER + manyRows());
    Files.write(folder.resolve("purchases.csv"), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("purchases.csv is broken after line");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aMissingOptionIsNamed() {
    PrepareOptions options = TestPipeline.testingPipelineOptions().as(PrepareOptions.class);

    assertThatThrownBy(() -> new PrepareJob().run(options))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--purchases is needed");
  }

  @Test
  void cassandraIsNeededUnlessLoadIsOff() {
    assertThatThrownBy(() -> run(options -> options.setLoad(true)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no Cassandra is known");
  }

  private void run() throws IOException {
    run(options -> {});
  }

  private void run(Consumer<PrepareOptions> more) throws IOException {
    PrepareOptions options = TestPipeline.testingPipelineOptions().as(PrepareOptions.class);
    options.setPurchases(folder + "/purchases.csv");
    options.setProducts(folder + "/products.csv");
    options.setOutput(folder + "/out");
    options.setLoad(false);
    more.accept(options);
    new PrepareJob().run(options);
  }

  private PreparedTables tables() {
    return new PreparedTables(folder.resolve("out").toString());
  }

  @SafeVarargs
  private static <T> void assertTable(Table<T> table, String path, T... rows) {
    TestPipeline reader = reader();
    PAssert.that(reader.apply("Read", ReadTable.of(table, path))).containsInAnyOrder(List.of(rows));
    reader.run().waitUntilFinish();
  }

  private static TestPipeline reader() {
    TestPipeline reader = TestPipeline.create();
    reader.enableAbandonedNodeEnforcement(false);
    return reader;
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private static String manyRows() {
    StringBuilder rows = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      rows.append(random.nextInt(1_000_000)).append(",b1,1,10,3,6.00\n");
    }
    return rows.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
