package io.sidecart.pipelines.prepare;

import io.sidecart.transforms.tables.ReadTable;
import io.sidecart.transforms.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;

/** The CSV files of the tests of prepare, and what came of them. */
final class PrepareFixture {
  static final String HEADER = "user_id,basket_id,day,item_id,quantity,sales_value\n";

  private PrepareFixture() {}

  static void writeFiles(Path folder) throws IOException {
    write(
        folder,
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
        folder,
        "products.csv",
        "CATEGORY,ITEM_ID,DEPARTMENT\n"
            + "MILK,10,DAIRY\nMILK,20,DAIRY\nBREAD,30,BAKERY\nTEA,40,DRINKS\nTEA,99,DRINKS\n"
            + "TEA,?,DRINKS\n");
  }

  static void write(Path folder, String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  /** Runs prepare on the files of the folder, without Cassandra, into its folder out. */
  static void run(Path folder, Consumer<PrepareOptions> more) throws IOException {
    PrepareOptions options = TestPipeline.testingPipelineOptions().as(PrepareOptions.class);
    options.setPurchases(folder + "/purchases.csv");
    options.setProducts(folder + "/products.csv");
    options.setOutput(folder + "/out");
    options.setLoad(false);
    more.accept(options);
    new PrepareJob().run(options);
  }

  @SafeVarargs
  static <T> void assertTable(Table<T> table, String path, T... rows) {
    TestPipeline reader = reader();
    PAssert.that(reader.apply("Read", ReadTable.of(table, path))).containsInAnyOrder(List.of(rows));
    reader.run().waitUntilFinish();
  }

  static TestPipeline reader() {
    TestPipeline reader = TestPipeline.create();
    reader.enableAbandonedNodeEnforcement(false);
    return reader;
  }
}
