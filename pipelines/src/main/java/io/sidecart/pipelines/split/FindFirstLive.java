package io.sidecart.pipelines.split;

import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.split.ReplayKey;
import io.sidecart.transforms.coders.ReplayKeyCoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The first purchase, in the order of time, of those that are not history; none where all are.
 *
 * <p>Counts the purchases of each day, finds the day that is cut, and sorts that day alone.
 */
final class FindFirstLive extends PTransform<PCollection<Purchase>, PCollection<ReplayKey>> {
  private static final long serialVersionUID = 1L;
  private static final String ALL = "";

  private final double fraction;

  private FindFirstLive(double fraction) {
    this.fraction = fraction;
  }

  static FindFirstLive after(double fraction) {
    return new FindFirstLive(fraction);
  }

  @Override
  public PCollection<ReplayKey> expand(PCollection<Purchase> purchases) {
    PCollection<ReplayKey> keys =
        purchases.apply("Take times", ParDo.of(new TakeKeyFn())).setCoder(ReplayKeyCoder.of());
    PCollectionView<Iterable<KV<Long, Long>>> cut =
        keys.apply("Take days", ParDo.of(new TakeDayFn()))
            .setCoder(VarLongCoder.of())
            .apply("Count days", Count.perElement())
            .apply("Key days", WithKeys.of(ALL))
            .apply("Gather days", GroupByKey.create())
            .apply("Find cut", ParDo.of(new FindCutFn(fraction)))
            .setCoder(KvCoder.of(VarLongCoder.of(), VarLongCoder.of()))
            .apply("View cut", View.asIterable());
    return keys.apply("Keep day of cut", ParDo.of(new KeepDayFn(cut)).withSideInputs(cut))
        .setCoder(ReplayKeyCoder.of())
        .apply("Key purchases", WithKeys.of(ALL))
        .apply("Gather purchases", GroupByKey.create())
        .apply("Pick first live", ParDo.of(new PickFn(cut)).withSideInputs(cut))
        .setCoder(ReplayKeyCoder.of());
  }

  private static long day(ReplayKey key) {
    return Math.floorDiv(key.millis(), TimeUnit.DAYS.toMillis(1));
  }

  private static final class TakeKeyFn extends DoFn<Purchase, ReplayKey> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void takeKey(@Element Purchase purchase, OutputReceiver<ReplayKey> out) {
      if (purchase.boughtAt() == null) {
        throw new SidecartException(
            "%s line %d has no time, which --by=time needs: name the column for prepare"
                    .formatted(purchase.source(), purchase.line())
                + " (--timeColumn), or split --by=random");
      }
      out.output(ReplayKey.of(purchase));
    }
  }

  private static final class TakeDayFn extends DoFn<ReplayKey, Long> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void takeDay(@Element ReplayKey key, OutputReceiver<Long> out) {
      out.output(day(key));
    }
  }

  /** Emits the day that is cut, and how many of its purchases are history. */
  private static final class FindCutFn
      extends DoFn<KV<String, Iterable<KV<Long, Long>>>, KV<Long, Long>> {
    private static final long serialVersionUID = 1L;

    private final double fraction;

    FindCutFn(double fraction) {
      this.fraction = fraction;
    }

    @ProcessElement
    public void findCut(
        @Element KV<String, Iterable<KV<Long, Long>>> days, OutputReceiver<KV<Long, Long>> out) {
      TreeMap<Long, Long> counts = new TreeMap<>();
      days.getValue().forEach(day -> counts.put(day.getKey(), day.getValue()));
      long total = counts.values().stream().mapToLong(Long::longValue).sum();
      long history = Math.round(fraction * total);
      for (Map.Entry<Long, Long> day : counts.entrySet()) {
        if (history < day.getValue()) {
          out.output(KV.of(day.getKey(), history));
          return;
        }
        history -= day.getValue();
      }
    }
  }

  private static final class KeepDayFn extends DoFn<ReplayKey, ReplayKey> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<KV<Long, Long>>> cut;

    KeepDayFn(PCollectionView<Iterable<KV<Long, Long>>> cut) {
      this.cut = cut;
    }

    @ProcessElement
    public void keepDay(ProcessContext context) {
      for (KV<Long, Long> day : context.sideInput(cut)) {
        if (day(context.element()) == day.getKey()) {
          context.output(context.element());
        }
      }
    }
  }

  private static final class PickFn extends DoFn<KV<String, Iterable<ReplayKey>>, ReplayKey> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<KV<Long, Long>>> cut;

    PickFn(PCollectionView<Iterable<KV<Long, Long>>> cut) {
      this.cut = cut;
    }

    @ProcessElement
    public void pick(ProcessContext context) {
      List<ReplayKey> keys = new ArrayList<>();
      context.element().getValue().forEach(keys::add);
      keys.sort(null);
      for (KV<Long, Long> day : context.sideInput(cut)) {
        context.output(keys.get(Math.toIntExact(day.getValue())));
      }
    }
  }
}
