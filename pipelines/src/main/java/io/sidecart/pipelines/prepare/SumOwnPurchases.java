package io.sidecart.pipelines.prepare;

import io.sidecart.model.OwnItem;
import io.sidecart.model.Purchase;
import io.sidecart.transforms.coders.OwnItemCoder;
import java.time.Instant;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
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
    return purchases
        .apply(
            "Key by user and item",
            MapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.longs(), TypeDescriptor.of(OwnItem.class)))
                .via(SumOwnPurchases::ofOnePurchase))
        .apply("Sum", Combine.perKey(SumOwnPurchases::plus))
        .apply(
            "Key by user",
            MapElements.into(
                    TypeDescriptors.kvs(
                        TypeDescriptors.integers(), TypeDescriptor.of(OwnItem.class)))
                .via(sum -> KV.of((int) (sum.getKey() >>> Integer.SIZE), sum.getValue())))
        .setCoder(KvCoder.of(VarIntCoder.of(), OwnItemCoder.of()));
  }

  private static KV<Long, OwnItem> ofOnePurchase(Purchase purchase) {
    long userAndItem = (long) purchase.userId() << Integer.SIZE | purchase.itemId();
    return KV.of(userAndItem, new OwnItem(purchase.itemId(), 1, purchase.boughtAt()));
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
