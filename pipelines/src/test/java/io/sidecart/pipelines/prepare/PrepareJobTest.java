package io.sidecart.pipelines.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("pipeline")
class PrepareJobTest {
  private static final Instant DAY_1 = Instant.parse("2000-01-02T00:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    PrepareFixture.writeFiles(folder);
  }

  @Test
  void onlyTheBestItemsAreKeptAndTiesGoToTheSmallerId() throws Exception {
    run(options -> options.setTopItems(1));

    PrepareFixture.assertTable(
        new ItemFeaturesTable(), tables().itemFeatures(), new ItemFeatures(10, "DAIRY", "MILK"));
  }

  @Test
  void aSecondRunReplacesTheFirst() throws Exception {
    run();
    PrepareFixture.write(folder, "purchases.csv", PrepareFixture.HEADER + "7,b1,1,10,3,6.00\n");

    run();

    PrepareFixture.assertTable(
        new PurchaseTable(),
        tables().purchases(),
        new Purchase("purchases.csv", 2, 7, 10, 3, 6, "b1", DAY_1));
  }

  @Test
  void aRunThatFailsLeavesTheOutputOfTheOneBefore() throws Exception {
    run();
    String before = Files.readString(folder.resolve("out/prepare.json"));
    PrepareFixture.write(folder, "purchases.csv", PrepareFixture.HEADER + "3,b4,1,ten,1,2.00\n");

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("no purchase was kept of 1 rows read");
    assertThat(folder.resolve("out/prepare.json")).hasContent(before);
    assertThat(folder.resolve("out/purchases")).isNotEmptyDirectory();
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aTableOfProductsWithoutRowsFailsTheRun() throws Exception {
    PrepareFixture.write(folder, "products.csv", "CATEGORY,ITEM_ID,DEPARTMENT\n");

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("no product was kept of 0 rows read of " + folder);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aFileThatBreaksOffFailsTheRunByItsName() throws Exception {
    byte[] whole = gzip(PrepareFixture.HEADER + manyRows());
    Files.write(folder.resolve("purchases.csv"), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("purchases.csv is broken after line");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aReportThatCannotBeWrittenIsFoundBeforeAnythingIsDone() {
    assertThatThrownBy(() -> run(options -> options.setReport(folder.toString())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is a folder");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theReportMayStandInTheOutput() throws Exception {
    run(options -> options.setReport(folder + "/out/report.json"));

    assertThat(folder.resolve("out/report.json"))
        .hasSameTextualContentAs(folder.resolve("out/prepare.json"));
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
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("No Cassandra runs here");
  }

  private void run() throws IOException {
    run(options -> {});
  }

  private void run(Consumer<PrepareOptions> more) throws IOException {
    PrepareFixture.run(folder, more);
  }

  private PreparedTables tables() {
    return new PreparedTables(folder.resolve("out").toString());
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
