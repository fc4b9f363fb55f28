package io.sidecart.pipelines.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Purchase;
import io.sidecart.pipelines.prepare.ColumnOptions.IdKind;
import io.sidecart.transforms.ids.IdFolder;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table of invoices, as Online Retail is: items are text, prices are of one. */
@Tag("pipeline")
class PrepareTextIdsTest {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n";
  private static final Instant TIME = Instant.parse("2010-12-01T08:26:00Z");

  @TempDir Path folder;

  @Test
  void oneTableOfInvoicesIsEnough() throws IOException {
    run(
        "1,85123A,HEART,6,2010-12-01 08:26:00,2.55,17\n"
            + "C2,85123A,HEART,-6,2010-12-01 08:26:00,2.55,17\n"
            + "3,71053,LANTERN,1,2010-12-01 08:26:00,3.39,\n"
            + "4,85123A,?,1,2010-12-01 08:26:00,0,17\n"
            + "5,85123A,HEART,many,2010-12-01 08:26:00,2.55,17\n");

    PrepareFixture.assertTable(
        new PurchaseTable(),
        tables().purchases(),
        new Purchase("purchases.csv", 2, 17, 1, 6, 15.3, "1", TIME));
    PrepareFixture.assertTable(
        new ItemFeaturesTable(),
        tables().itemFeatures(),
        new ItemFeatures(1, ItemFeatures.UNKNOWN, "HEART"));
    JsonNode report = new ObjectMapper().readTree(folder.resolve("out/prepare.json").toFile());
    assertThat(report.at("/purchases/dropped").toString())
        .isEqualTo("{\"no-user\":1,\"returned\":1,\"sales-value-not-positive\":1}");
    assertThat(report.at("/purchases/malformed").toString()).isEqualTo("{\"not-a-number\":1}");
    assertThat(report.at("/top5/0/original_id").asText()).isEqualTo("85123A");
  }

  @Test
  void aSecondPrepareOverMoreDataKeepsEveryNumber() throws IOException {
    String first = "1,M,HEART,6,2010-12-01 08:26:00,2.55,17\n";
    run(first + "1,P,HEART,6,2010-12-01 08:26:00,2.55,17\n");

    run(first + "1,Z,HEART,6,2010-12-01 08:26:00,2.55,17\n1,A,HEART,6,2010-12-02,2.55,17\n");

    assertThat(new IdFolder(folder + "/out").items().read().texts())
        .containsExactly("M", "P", "A", "Z");
  }

  @Test
  void usersMayBeTextToo() throws IOException {
    PrepareFixture.write(folder, "purchases.csv", HEADER + "1,7,HEART,6,2010-12-01,2.55,ann\n");

    PrepareFixture.run(
        folder,
        options -> {
          options.setProducts(null);
          options.setUserIds(IdKind.text);
        });

    PrepareFixture.assertTable(
        new PurchaseTable(),
        tables().purchases(),
        new Purchase(
            "purchases.csv", 2, 0, 7, 6, 15.3, "1", Instant.parse("2010-12-01T00:00:00Z")));
    assertThat(new IdFolder(folder + "/out").textIds().items()).isNull();
  }

  private void run(String rows) throws IOException {
    PrepareFixture.write(folder, "purchases.csv", HEADER + rows);
    PrepareFixture.run(
        folder,
        options -> {
          options.setProducts(null);
          options.setItemIds(IdKind.text);
          options.setCategoryColumn("Description");
        });
  }

  private PreparedTables tables() {
    return new PreparedTables(folder.resolve("out").toString());
  }
}
