package io.sidecart.pipelines.prepare;

import io.sidecart.model.OwnItem;
import io.sidecart.model.Purchase;
import io.sidecart.transforms.coders.OwnItemCoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;

/** For each user and item that the user bought: in how many purchases, and when last. */
final class SumOwnPurchases
    extends PTransform<PCollection<Purchase>, PCollection<KV<Integer, OwnItem>>> {
  private static final long serialVersionUID = 1L;

  private SumOwnPurchases() {}

  static SumOwnPurchases create() {
    return new SumOwnPurchases();
  }

  @Override
  public PCollection<KV<Integer, OwnItem>> expand(PCollection<Purchase> purchases) {
    // By user rather than by user and item: DirectRunner is slow with many keys.
    return purchases
        .apply(
            "Key by user",
            MapElements.into(
                    TypeDescriptors.kvs(
                        TypeDescriptors.integers(), TypeDescriptor.of(OwnItem.class)))
                .via(p -> KV.of(p.userId(), new OwnItem(p.itemId(), 1, p.boughtAt()))))
        .apply("Gather users", GroupByKey.create())
        .apply("Sum items", ParDo.of(new SumItemsFn()))
        .setCoder(KvCoder.of(VarIntCoder.of(), OwnItemCoder.of()));
  }

  private static final class SumItemsFn
      extends DoFn<KV<Integer, Iterable<OwnItem>>, KV<Integer, OwnItem>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void sumItems(
        @Element KV<Integer, Iterable<OwnItem>> user, OutputReceiver<KV<Integer, OwnItem>> out) {
      Map<Integer, OwnItem> items = new HashMap<>();
      for (OwnItem item : user.getValue()) {
        items.merge(item.itemId(), item, SumOwnPurchases::plus);
      }
      items.values().forEach(item -> out.output(KV.of(user.getKey(), item)));
    }
  }

  private static OwnItem plus(OwnItem one, OwnItem other) {
    return new OwnItem(
        one.itemId(),
        one.timesBought() + other.timesBought(),
        later(one.lastBought(), other.lastBought()));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
