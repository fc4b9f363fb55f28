package io.sidecart.pipelines.prepare;

import io.sidecart.model.Purchase;
import io.sidecart.model.RankedItem;
import io.sidecart.transforms.coders.RankedItemCoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
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
        .apply("Sum quantities", Combine.globally(new SumQuantities()))
        .apply("Take best", ParDo.of(new TakeBestFn(size)))
        .setCoder(ListCoder.of(RankedItemCoder.of()));
  }

  /** All sums in one map, since DirectRunner is slow with many keys. */
  private static final class SumQuantities
      extends CombineFn<KV<Integer, Long>, Map<Integer, Long>, Map<Integer, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<Integer, Long> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public Map<Integer, Long> addInput(Map<Integer, Long> sums, KV<Integer, Long> item) {
      sums.merge(item.getKey(), item.getValue(), Long::sum);
      return sums;
    }

    @Override
    public Map<Integer, Long> mergeAccumulators(Iterable<Map<Integer, Long>> parts) {
      Map<Integer, Long> sums = createAccumulator();
      parts.forEach(part -> part.forEach((item, sum) -> sums.merge(item, sum, Long::sum)));
      return sums;
    }

    @Override
    public Map<Integer, Long> extractOutput(Map<Integer, Long> sums) {
      return sums;
    }

    @Override
    public Coder<Map<Integer, Long>> getAccumulatorCoder(
        CoderRegistry registry, Coder<KV<Integer, Long>> input) {
      return MapCoder.of(VarIntCoder.of(), VarLongCoder.of());
    }

    @Override
    public Coder<Map<Integer, Long>> getDefaultOutputCoder(
        CoderRegistry registry, Coder<KV<Integer, Long>> input) {
      return getAccumulatorCoder(registry, input);
    }
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
