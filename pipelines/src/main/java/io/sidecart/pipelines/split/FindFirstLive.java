package io.sidecart.pipelines.split;

import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.split.ReplayKey;
import io.sidecart.transforms.coders.ReplayKeyCoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The first purchase, in the order of time, of those that are not history; {@link #NEVER} where all
 * are.
 *
 * <p>Counts the purchases of each day, and sorts those of the day that is cut.
 */
final class FindFirstLive extends PTransform<PCollection<Purchase>, PCollection<ReplayKey>> {
  private static final long serialVersionUID = 1L;

  /** Behind each purchase. */
  static final ReplayKey NEVER = new ReplayKey(Long.MAX_VALUE, "", 0);

  private final double fraction;

  private FindFirstLive(double fraction) {
    this.fraction = fraction;
  }

  static FindFirstLive after(double fraction) {
    return new FindFirstLive(fraction);
  }

  @Override
  public PCollection<ReplayKey> expand(PCollection<Purchase> purchases) {
    PCollection<KV<Long, ReplayKey>> byDay =
        purchases
            .apply("Key by day", ParDo.of(new KeyByDayFn()))
            .setCoder(KvCoder.of(VarLongCoder.of(), ReplayKeyCoder.of()));
    PCollectionView<Iterable<KV<Long, Long>>> days =
        byDay.apply("Count days", Count.perKey()).apply("View days", View.asIterable());
    return byDay
        .apply("Gather days", GroupByKey.create())
        .apply("Pick first live", ParDo.of(new PickFn(days, fraction)).withSideInputs(days))
        .setCoder(ReplayKeyCoder.of());
  }

  private static final class KeyByDayFn extends DoFn<Purchase, KV<Long, ReplayKey>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void keyByDay(@Element Purchase purchase, OutputReceiver<KV<Long, ReplayKey>> out) {
      if (purchase.boughtAt() == null) {
        throw new SidecartException(
            "%s line %d has no time, which --by=time needs: name the column for prepare"
                    .formatted(purchase.source(), purchase.line())
                + " (--timeColumn), or split --by=random");
      }
      ReplayKey key = ReplayKey.of(purchase);
      out.output(KV.of(Math.floorDiv(key.millis(), TimeUnit.DAYS.toMillis(1)), key));
    }
  }

  /** Sorts the day that is cut, and emits nothing for the others. */
  private static final class PickFn extends DoFn<KV<Long, Iterable<ReplayKey>>, ReplayKey> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<KV<Long, Long>>> days;
    private final double fraction;

    PickFn(PCollectionView<Iterable<KV<Long, Long>>> days, double fraction) {
      this.days = days;
      this.fraction = fraction;
    }

    @ProcessElement
    public void pick(ProcessContext context) {
      long day = context.element().getKey();
      long total = 0;
      long before = 0;
      long ofThisDay = 0;
      for (KV<Long, Long> count : context.sideInput(days)) {
        total += count.getValue();
        before += count.getKey() < day ? count.getValue() : 0;
        ofThisDay += count.getKey() == day ? count.getValue() : 0;
      }
      long history = Math.round(fraction * total);
      if (history >= before && history < before + ofThisDay) {
        List<ReplayKey> keys = new ArrayList<>();
        context.element().getValue().forEach(keys::add);
        keys.sort(null);
        context.output(keys.get(Math.toIntExact(history - before)));
      } else if (history == total && before + ofThisDay == total) {
        context.output(NEVER);
      }
    }
  }
}
