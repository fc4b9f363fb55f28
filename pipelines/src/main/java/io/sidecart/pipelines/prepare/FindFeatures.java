package io.sidecart.pipelines.prepare;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.RankedItem;
import io.sidecart.transforms.coders.ItemFeaturesCoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Finds the product rows of the ranked items. Of several rows of one item that which stands there
 * most often is taken, of several such the first in alphabetical order of department and category,
 * so that the choice does not depend on the runner.
 *
 * <p>One worker holds all different rows in memory: fine to about a million.
 */
final class FindFeatures extends PTransform<PCollection<List<RankedItem>>, KnownItems> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<ItemFeatures> FEATURES = new TupleTag<>("features") {};
  static final TupleTag<Integer> WITHOUT_PRODUCT = new TupleTag<>("withoutProduct") {};

  private final transient PCollection<ItemFeatures> products;

  private FindFeatures(PCollection<ItemFeatures> products) {
    this.products = products;
  }

  static FindFeatures in(PCollection<ItemFeatures> products) {
    return new FindFeatures(products);
  }

  @Override
  public KnownItems expand(PCollection<List<RankedItem>> ranked) {
    // Where the purchases tell of the products, there is a row for each of them.
    PCollectionView<Map<ItemFeatures, Long>> view =
        products
            .apply(
                "Take each once",
                MapElements.into(
                        TypeDescriptors.kvs(
                            TypeDescriptor.of(ItemFeatures.class), TypeDescriptors.longs()))
                    .via(product -> KV.of(product, 1L)))
            .setCoder(KvCoder.of(ItemFeaturesCoder.of(), VarLongCoder.of()))
            .apply("Count products", Combine.globally(new SumsByKey<>(ItemFeaturesCoder.of())))
            .apply("View products", View.asSingleton());
    PCollectionTuple found =
        ranked.apply(
            "Take features",
            ParDo.of(new TakeFeaturesFn(view))
                .withSideInputs(view)
                .withOutputTags(FEATURES, TupleTagList.of(WITHOUT_PRODUCT)));
    return new KnownItems(
        found.get(FEATURES).setCoder(ItemFeaturesCoder.of()),
        found.get(WITHOUT_PRODUCT).setCoder(VarIntCoder.of()));
  }

  private static final class TakeFeaturesFn extends DoFn<List<RankedItem>, ItemFeatures> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<ItemFeatures> ORDER =
        Comparator.comparing(ItemFeatures::department).thenComparing(ItemFeatures::category);

    private final PCollectionView<Map<ItemFeatures, Long>> products;

    TakeFeaturesFn(PCollectionView<Map<ItemFeatures, Long>> products) {
      this.products = products;
    }

    @ProcessElement
    public void takeFeatures(ProcessContext context) {
      Set<Integer> missing = new HashSet<>();
      context.element().forEach(item -> missing.add(item.itemId()));
      Map<ItemFeatures, Long> counts = context.sideInput(products);
      Map<Integer, ItemFeatures> found = new HashMap<>();
      BinaryOperator<ItemFeatures> better =
          BinaryOperator.minBy(
              Comparator.<ItemFeatures>comparingLong(counts::get).reversed().thenComparing(ORDER));
      counts.keySet().stream()
          .filter(product -> missing.contains(product.itemId()))
          .forEach(product -> found.merge(product.itemId(), product, better));
      missing.removeAll(found.keySet());
      found.values().forEach(context::output);
      missing.forEach(item -> context.output(WITHOUT_PRODUCT, item));
    }
  }
}
