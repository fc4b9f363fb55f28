package io.sidecart.pipelines.prepare;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.RankedItem;
import io.sidecart.transforms.coders.ItemFeaturesCoder;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Joins ranked items with their product rows. Of several rows of one item the first in alphabetical
 * order of department and category is taken, so that the choice does not depend on the runner.
 */
final class FindFeatures extends PTransform<PCollection<List<RankedItem>>, KnownItems> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<ItemFeatures> FEATURES = new TupleTag<>("features") {};
  static final TupleTag<Integer> WITHOUT_PRODUCT = new TupleTag<>("withoutProduct") {};

  private static final TupleTag<RankedItem> RANKED = new TupleTag<>("ranked") {};
  private static final TupleTag<ItemFeatures> PRODUCTS = new TupleTag<>("products") {};

  private final transient PCollection<ItemFeatures> products;

  private FindFeatures(PCollection<ItemFeatures> products) {
    this.products = products;
  }

  static FindFeatures in(PCollection<ItemFeatures> products) {
    return new FindFeatures(products);
  }

  @Override
  public KnownItems expand(PCollection<List<RankedItem>> ranked) {
    PCollection<KV<Integer, RankedItem>> byItem =
        ranked
            .apply("List items", Flatten.iterables())
            .apply(
                "Key items",
                WithKeys.<Integer, RankedItem>of(RankedItem::itemId)
                    .withKeyType(TypeDescriptors.integers()));
    PCollectionTuple found =
        KeyedPCollectionTuple.of(RANKED, byItem)
            .and(
                PRODUCTS,
                products.apply(
                    "Key products",
                    WithKeys.<Integer, ItemFeatures>of(ItemFeatures::itemId)
                        .withKeyType(TypeDescriptors.integers())))
            .apply("Join products", CoGroupByKey.create())
            .apply(
                "Take features",
                ParDo.of(new TakeFeaturesFn())
                    .withOutputTags(FEATURES, TupleTagList.of(WITHOUT_PRODUCT)));
    return new KnownItems(
        found.get(FEATURES).setCoder(ItemFeaturesCoder.of()),
        found.get(WITHOUT_PRODUCT).setCoder(VarIntCoder.of()));
  }

  private static final class TakeFeaturesFn extends DoFn<KV<Integer, CoGbkResult>, ItemFeatures> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<ItemFeatures> ORDER =
        Comparator.comparing(ItemFeatures::department).thenComparing(ItemFeatures::category);

    @ProcessElement
    public void takeFeatures(@Element KV<Integer, CoGbkResult> item, MultiOutputReceiver out) {
      CoGbkResult joined = item.getValue();
      if (!joined.getAll(RANKED).iterator().hasNext()) {
        return;
      }
      ItemFeatures first = null;
      for (ItemFeatures product : joined.getAll(PRODUCTS)) {
        first = first == null || ORDER.compare(product, first) < 0 ? product : first;
      }
      if (first == null) {
        out.get(WITHOUT_PRODUCT).output(item.getKey());
      } else {
        out.get(FEATURES).output(first);
      }
    }
  }
}
