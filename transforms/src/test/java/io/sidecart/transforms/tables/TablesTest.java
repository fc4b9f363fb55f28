package io.sidecart.transforms.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.model.Purchase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class TablesTest {
  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

  @TempDir Path folder;

  @Test
  void purchasesComeBackAsTheyWere(TestPipeline pipeline) {
    assertComeBack(
        pipeline,
        new PurchaseTable(),
        new Purchase("a.csv", 2, 1, 2, 3, 4.5, "b", TIME),
        new Purchase("a.csv", 3, 1, 2, 3, 4.5, null, null));
  }

  @Test
  void itemFeaturesComeBackAsTheyWere(TestPipeline pipeline) {
    assertComeBack(pipeline, new ItemFeaturesTable(), new ItemFeatures(1, "D", "C"));
  }

  @Test
  void ownItemsComeBackAsTheyWere(TestPipeline pipeline) {
    assertComeBack(
        pipeline,
        new OwnItemTable(),
        KV.of(1, new OwnItem(2, 3, TIME)),
        KV.of(1, new OwnItem(3, 1, null)));
  }

  @Test
  void baselinesComeBackAsTheyWere(TestPipeline pipeline) {
    assertComeBack(pipeline, new BaselineTable(), new BaselineItem("top_5", 4, 9));
  }

  @Test
  void rowsAreSpreadOverTheFilesAskedFor(TestPipeline pipeline) throws Exception {
    // Each bundle begins with a file by chance: few rows may all come to be in one.
    List<ItemFeatures> items =
        IntStream.range(0, 200).mapToObj(id -> new ItemFeatures(id, "D", "C")).toList();
    pipeline
        .apply(Create.of(items))
        .apply(WriteTable.of(new ItemFeaturesTable(), folder.toString()).withFiles(2));
    pipeline.run().waitUntilFinish();

    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.startsWith("part")))
          .containsExactlyInAnyOrder("part-00000-of-00002.parquet", "part-00001-of-00002.parquet");
    }
  }

  @SafeVarargs
  private <T> void assertComeBack(TestPipeline pipeline, Table<T> table, T... rows) {
    pipeline
        .apply("Create", Create.of(List.of(rows)).withCoder(table.coder()))
        .apply("Write", WriteTable.of(table, folder.toString()));
    pipeline.run().waitUntilFinish();

    TestPipeline reader = TestPipeline.fromOptions(pipeline.getOptions());
    reader.enableAbandonedNodeEnforcement(false);
    PAssert.that(reader.apply("Read", ReadTable.of(table, folder.toString())))
        .containsInAnyOrder(List.of(rows));
    reader.run().waitUntilFinish();
  }
}
