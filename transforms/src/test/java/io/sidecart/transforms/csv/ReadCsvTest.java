package io.sidecart.transforms.csv;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.SidecartException;
import io.sidecart.model.rows.BadRow;
import io.sidecart.model.rows.Column;
import io.sidecart.model.rows.ProductRows;
import io.sidecart.transforms.coders.ItemFeaturesCoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class ReadCsvTest {
  private static final ProductRows FORMAT =
      new ProductRows(
          Column.required("itemColumn", "item_id,product_id"),
          Column.required("departmentColumn", "department"),
          Column.required("categoryColumn", "category"));

  @TempDir Path folder;

  @Test
  void eachFileOfAPatternHasItsOwnHeader(TestPipeline pipeline) throws Exception {
    write("a.csv", "item_id,department,category\n1,D,C\n");
    write("b.csv", "CATEGORY,PRODUCT_ID,DEPARTMENT,X\nCC,2,DD,\n");

    CsvRows<ItemFeatures> read = pipeline.apply(readCsv("*.csv"));

    PAssert.that(read.rows())
        .containsInAnyOrder(new ItemFeatures(1, "D", "C"), new ItemFeatures(2, "DD", "CC"));
    PAssert.that(read.badRows()).empty();
    pipeline.run();
  }

  @Test
  void aBadRowComesOutWithItsFileAndLineAndTheRestIsRead(TestPipeline pipeline) throws Exception {
    write("a.csv", "item_id,department,category\nx,D,C\n1,D\n2,\"D,C\n3,D,C\n");

    CsvRows<ItemFeatures> read = pipeline.apply(readCsv("a.csv"));

    PAssert.that(read.rows()).containsInAnyOrder(new ItemFeatures(3, "D", "C"));
    PAssert.that(read.badRows())
        .containsInAnyOrder(
            new BadRow("a.csv", 2, "not-a-number", "item_id is not a whole number: 'x'", "x,D,C"),
            new BadRow(
                "a.csv", 3, "wrong-number-of-cells", "the row has 2 cells, the header 3", "1,D"),
            new BadRow("a.csv", 4, "broken-quote", "a quote is left open or misplaced", "2,\"D,C"));
    pipeline.run();
  }

  @Test
  void aCellInAnotherEncodingIsMalformedWhereItIsUsed(TestPipeline pipeline) throws Exception {
    // Given: two departments that differ in a letter which is no UTF-8, and a note that is none
    Files.writeString(
        folder.resolve("a.csv"),
        "item_id,department,category,note\n1,CAF\u00c9,C,x\n2,CAF\u00c8,C,x\n3,D,C,\u00c9\n",
        StandardCharsets.ISO_8859_1);

    CsvRows<ItemFeatures> read = pipeline.apply(readCsv("a.csv"));

    String detail = "department is not UTF-8, or holds U+FFFD: 'CAF\ufffd'";
    PAssert.that(read.rows()).containsInAnyOrder(new ItemFeatures(3, "D", "C"));
    PAssert.that(read.badRows())
        .containsInAnyOrder(
            new BadRow("a.csv", 2, "not-utf8", detail, "1,CAF\ufffd,C,x"),
            new BadRow("a.csv", 3, "not-utf8", detail, "2,CAF\ufffd,C,x"));
    pipeline.run();
  }

  @Test
  void headersAreCheckedBeforeAPipelineRuns() throws Exception {
    write("a.csv", "item_id,department\n1,D\n");

    assertThatThrownBy(() -> CsvHeaders.check(folder + "/*.csv", FORMAT))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("a.csv: there is no column category (--categoryColumn names it)")
        .hasMessageContaining("the header has: item_id, department");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> CsvHeaders.check(folder + "/none.csv", FORMAT))
        .isInstanceOf(SidecartException.class)
        .hasMessage("there is no file " + folder + "/none.csv");
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws Exception {
    Files.createDirectories(folder.resolve("one"));
    Files.createDirectories(folder.resolve("two"));
    write("one/a.csv", "item_id,department,category\n");
    write("two/a.csv", "item_id,department,category\n");

    assertThatThrownBy(() -> CsvHeaders.check(folder + "/*/a.csv", FORMAT))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("have the same name");
  }

  @Test
  void aFolderIsRefused() {
    assertThatThrownBy(() -> CsvHeaders.check(folder.toString(), FORMAT))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("is a folder");
  }

  private ReadCsv<ItemFeatures> readCsv(String pattern) {
    return ReadCsv.of(ItemFeaturesCoder.of(), FORMAT).from(folder + "/" + pattern);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
