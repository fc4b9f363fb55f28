package io.sidecart.pipelines.split;

import io.sidecart.model.Purchase;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.split.Splitter;
import io.sidecart.transforms.tables.PurchaseTable;
import io.sidecart.transforms.tables.ReadTable;
import io.sidecart.transforms.tables.WriteTable;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** From clean purchases to the history, the live half in the order of its replay, and counts. */
final class SplitPipeline {
  private SplitPipeline() {}

  /**
   * @param purchases the folder of the clean purchases
   * @param ids which ids are text
   * @param output where to write
   */
  static void build(
      Pipeline pipeline,
      String purchases,
      SplitSettings settings,
      TextIds ids,
      SplitFolder output) {
    PCollection<Purchase> all =
        pipeline.apply("Read purchases", ReadTable.of(new PurchaseTable(), purchases));
    Halves halves = all.apply("Divide", divide(settings));
    halves
        .history()
        .apply(
            "Write history",
            WriteTable.of(new PurchaseTable(), output.folder()).withFiles(settings.files()));
    halves.live().apply("Sort live events", SortLiveEvents.into(output.live(), ids));
    PCollectionList.of(halves.history())
        .and(halves.live())
        .apply("Count halves", CountHalves.to(output.counts()));
  }

  private static Divide divide(SplitSettings settings) {
    return settings.by() == SplitSettings.By.TIME
        ? Divide.atTime(settings.fraction())
        : Divide.by(Splitter.random(settings.fraction(), settings.seed()));
  }
}
