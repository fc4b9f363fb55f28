package io.sidecart.pipelines.prepare;

import io.sidecart.model.OwnItem;
import io.sidecart.model.Purchase;
import io.sidecart.transforms.coders.OwnItemCoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * For each user and item that the user bought: in how many purchases, when, and the decayed count,
 * which is the same to the last bit in whatever order a runner brings the purchases.
 */
public final class SumOwnPurchases
    extends PTransform<PCollection<Purchase>, PCollection<KV<Integer, OwnItem>>> {
  private static final long serialVersionUID = 1L;

  /** So many groups of users, each summed in memory: DirectRunner is slow with many keys. */
  private static final int BUCKETS = 32;

  private SumOwnPurchases() {}

  public static SumOwnPurchases create() {
    return new SumOwnPurchases();
  }

  @Override
  public PCollection<KV<Integer, OwnItem>> expand(PCollection<Purchase> purchases) {
    return purchases
        .apply("Key by bucket", ParDo.of(new KeyByBucketFn()))
        .setCoder(KvCoder.of(VarIntCoder.of(), KvCoder.of(VarIntCoder.of(), OwnItemCoder.of())))
        .apply("Gather buckets", GroupByKey.create())
        .apply("Sum items", ParDo.of(new SumItemsFn()))
        .setCoder(KvCoder.of(VarIntCoder.of(), OwnItemCoder.of()));
  }

  private static final class KeyByBucketFn
      extends DoFn<Purchase, KV<Integer, KV<Integer, OwnItem>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void keyByBucket(
        @Element Purchase purchase, OutputReceiver<KV<Integer, KV<Integer, OwnItem>>> out) {
      OwnItem item = new OwnItem(purchase.itemId(), 1, purchase.boughtAt());
      out.output(KV.of(purchase.userId() % BUCKETS, KV.of(purchase.userId(), item)));
    }
  }

  private static final class SumItemsFn
      extends DoFn<KV<Integer, Iterable<KV<Integer, OwnItem>>>, KV<Integer, OwnItem>> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<OwnItem> BY_TIME =
        Comparator.comparing(
            OwnItem::lastBought, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

    @ProcessElement
    public void sumItems(
        @Element KV<Integer, Iterable<KV<Integer, OwnItem>>> bucket,
        OutputReceiver<KV<Integer, OwnItem>> out) {
      Map<Integer, Map<Integer, List<OwnItem>>> users = new HashMap<>();
      for (KV<Integer, OwnItem> bought : bucket.getValue()) {
        users
            .computeIfAbsent(bought.getKey(), user -> new HashMap<>())
            .computeIfAbsent(bought.getValue().itemId(), item -> new ArrayList<>())
            .add(bought.getValue());
      }
      users.forEach(
          (user, items) ->
              items.values().forEach(purchases -> out.output(KV.of(user, sum(purchases)))));
    }

    private static OwnItem sum(List<OwnItem> purchases) {
      purchases.sort(BY_TIME);
      return purchases.stream().reduce(OwnItem::plus).orElseThrow();
    }
  }
}
