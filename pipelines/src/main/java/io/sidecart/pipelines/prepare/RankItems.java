package io.sidecart.pipelines.prepare;

import io.sidecart.model.Purchase;
import io.sidecart.model.RankedItem;
import io.sidecart.transforms.coders.RankedItemCoder;
import java.util.List;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/** The items bought in the largest quantity, best first, as one list; ties by item id. */
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
        .apply("Sum quantities", Sum.longsPerKey())
        .apply(
            "Name ranks",
            MapElements.into(TypeDescriptor.of(RankedItem.class))
                .via(sum -> new RankedItem(sum.getKey(), sum.getValue())))
        .apply("Take best", Top.smallest(size))
        .setCoder(ListCoder.of(RankedItemCoder.of()));
  }
}
