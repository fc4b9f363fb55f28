package io.sidecart.pipelines.prepare;

import io.sidecart.model.BaselineChoice;
import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.RankedItem;
import io.sidecart.transforms.coders.BaselineItemCoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/** Chooses the baselines top_5 and random_5 from the known items. */
final class ChooseBaselines
    extends PTransform<PCollection<List<RankedItem>>, PCollection<BaselineItem>> {
  private static final long serialVersionUID = 1L;
  private static final int SIZE = 5;

  private final transient PCollection<ItemFeatures> features;
  private final long seed;

  private ChooseBaselines(PCollection<ItemFeatures> features, long seed) {
    this.features = features;
    this.seed = seed;
  }

  static ChooseBaselines among(PCollection<ItemFeatures> features, long seed) {
    return new ChooseBaselines(features, seed);
  }

  @Override
  public PCollection<BaselineItem> expand(PCollection<List<RankedItem>> ranked) {
    PCollectionView<Iterable<ItemFeatures>> known =
        features.apply("View features", View.asIterable());
    return ranked
        .apply("Choose", ParDo.of(new ChooseFn(known, seed)).withSideInputs(known))
        .setCoder(BaselineItemCoder.of());
  }

  private static final class ChooseFn extends DoFn<List<RankedItem>, BaselineItem> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<ItemFeatures>> known;
    private final long seed;

    ChooseFn(PCollectionView<Iterable<ItemFeatures>> known, long seed) {
      this.known = known;
      this.seed = seed;
    }

    @ProcessElement
    public void choose(ProcessContext context) {
      Map<Integer, ItemFeatures> features = new HashMap<>();
      context.sideInput(known).forEach(item -> features.put(item.itemId(), item));
      BaselineChoice.named(
              BaselineItem.TOP_5, BaselineChoice.top(context.element(), features, SIZE))
          .forEach(context::output);
      BaselineChoice.named(
              BaselineItem.RANDOM_5, BaselineChoice.random(features.keySet(), SIZE, seed))
          .forEach(context::output);
    }
  }
}
