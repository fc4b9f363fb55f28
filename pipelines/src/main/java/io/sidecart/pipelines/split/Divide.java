package io.sidecart.pipelines.split;

import io.sidecart.model.Purchase;
import io.sidecart.model.split.ReplayKey;
import io.sidecart.model.split.Splitter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/** Divides purchases in two; the same purchases are always divided in the same way. */
final class Divide extends PTransform<PCollection<Purchase>, Halves> {
  private static final long serialVersionUID = 1L;

  /** Null to divide at a time. */
  private final @Nullable Splitter splitter;

  private final double fraction;

  private Divide(@Nullable Splitter splitter, double fraction) {
    this.splitter = splitter;
    this.fraction = fraction;
  }

  static Divide by(Splitter splitter) {
    return new Divide(splitter, 0);
  }

  /**
   * The earlier purchases are history, ties by row identity; each must have a time.
   *
   * @param fraction the share of history, rounded to a purchase
   */
  static Divide atTime(double fraction) {
    return new Divide(null, fraction);
  }

  @Override
  public Halves expand(PCollection<Purchase> purchases) {
    if (splitter != null) {
      return Halves.of(
          purchases.apply(
              "Divide by row",
              ParDo.of(new DivideFn(splitter))
                  .withOutputTags(Halves.HISTORY, TupleTagList.of(Halves.LIVE))));
    }
    PCollectionView<ReplayKey> firstLive =
        purchases
            .apply("Find first live", FindFirstLive.after(fraction))
            .apply("View first live", View.asSingleton());
    return Halves.of(
        purchases.apply(
            "Divide at time",
            ParDo.of(new DivideAtFn(firstLive))
                .withSideInputs(firstLive)
                .withOutputTags(Halves.HISTORY, TupleTagList.of(Halves.LIVE))));
  }

  private static final class DivideFn extends DoFn<Purchase, Purchase> {
    private static final long serialVersionUID = 1L;

    private final Splitter splitter;

    DivideFn(Splitter splitter) {
      this.splitter = splitter;
    }

    @ProcessElement
    public void divide(@Element Purchase purchase, MultiOutputReceiver out) {
      out.get(splitter.isHistory(purchase) ? Halves.HISTORY : Halves.LIVE).output(purchase);
    }
  }

  private static final class DivideAtFn extends DoFn<Purchase, Purchase> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<ReplayKey> firstLive;

    DivideAtFn(PCollectionView<ReplayKey> firstLive) {
      this.firstLive = firstLive;
    }

    @ProcessElement
    public void divide(ProcessContext context) {
      Purchase purchase = context.element();
      boolean isHistory = Splitter.before(context.sideInput(firstLive)).isHistory(purchase);
      context.output(isHistory ? Halves.HISTORY : Halves.LIVE, purchase);
    }
  }
}
