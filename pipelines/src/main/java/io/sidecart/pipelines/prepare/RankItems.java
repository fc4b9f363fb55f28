package io.sidecart.pipelines.prepare;

import io.sidecart.model.Purchase;
import io.sidecart.model.RankedItem;
import io.sidecart.transforms.coders.RankedItemCoder;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The items bought in the largest quantity, best first, as one list; ties by item id.
 *
 * <p>One worker holds the sums of all items in memory: fine to about a million items.
 */
final class RankItems extends PTransform<PCollection<Purchase>, PCollection<List<RankedItem>>> {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final double minPrice;

  private RankItems(int size, double minPrice) {
    this.size = size;
    this.minPrice = minPrice;
  }

  /**
   * @param size how many items
   * @param minPrice of one; cheaper purchases do not count
   */
  static RankItems top(int size, double minPrice) {
    return new RankItems(size, minPrice);
  }

  @Override
  public PCollection<List<RankedItem>> expand(PCollection<Purchase> purchases) {
    double price = minPrice;
    return purchases
        .apply("Keep dear enough", Filter.by(p -> p.salesValue() / p.quantity() >= price))
        .apply(
            "Take quantities",
            MapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.integers(), TypeDescriptors.longs()))
                .via(p -> KV.of(p.itemId(), (long) p.quantity())))
        .apply("Sum quantities", Combine.globally(new SumsByKey<>(VarIntCoder.of())))
        .apply("Take best", ParDo.of(new TakeBestFn(size)))
        .setCoder(ListCoder.of(RankedItemCoder.of()));
  }

  private static final class TakeBestFn extends DoFn<Map<Integer, Long>, List<RankedItem>> {
    private static final long serialVersionUID = 1L;

    private final int size;

    TakeBestFn(int size) {
      this.size = size;
    }

    @ProcessElement
    public void takeBest(@Element Map<Integer, Long> sums, OutputReceiver<List<RankedItem>> out) {
      out.output(
          sums.entrySet().stream()
              .map(sum -> new RankedItem(sum.getKey(), sum.getValue()))
              .sorted()
              .limit(size)
              .toList());
    }
  }
}
