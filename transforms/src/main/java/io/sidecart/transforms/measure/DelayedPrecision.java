package io.sidecart.transforms.measure;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.PrecisionTotals;
import io.sidecart.model.WindowPrecision;
import io.sidecart.model.delayed.UserSample;
import io.sidecart.transforms.coders.PrecisionTotalsCoder;
import io.sidecart.transforms.coders.ServingCoder;
import io.sidecart.transforms.coders.WindowPrecisionCoder;
import java.time.Duration;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;

/**
 * How many of the items shown a user buys afterwards, in event time: of the answer that a user got
 * last in each window the share of its k items that the user puts in the cart later and within the
 * horizon, each item once. Nothing leaks: what the user had bought before, and the event that was
 * answered, are no hits. One answer a user and window, so that a user of a thousand events counts
 * no more than one of two.
 *
 * <p>Windows are as long as the horizon; a value stands in the window in which the answers'
 * horizons end, the one after their own. It comes when the watermark has passed it, so no horizon
 * in it is cut, but for bounded input: there what was read last counts by what was read. Users
 * whose id has no number are not measured.
 *
 * <p>The order in which events come does not matter, and one that comes twice counts once, as long
 * as it comes within a horizon of the latest of its partition; the values are those of a
 * computation on all events at once. What comes later than that is left out, and so may be a
 * micro-batch's part of a window where Spark, after the loss of an executor, computes that batch
 * once more.
 *
 * <p>The input is in the global window. Of each measured user the last answer and the distinct
 * items of up to four windows are kept, in state by bucket of users; of bounded input, of all
 * windows. Those four end where the user's partition is, however far others are before or behind
 * it; a partition that falls silent keeps them until it goes on, and no more. All events of a user
 * are expected in one partition: where they are not, partitions may be a horizon apart.
 */
public final class DelayedPrecision
    extends PTransform<PCollection<EnrichedEvent>, PCollection<WindowPrecision>> {
  /** The longest horizon. */
  public static final Duration MOST = Duration.ofDays(24);

  private static final long serialVersionUID = 1L;

  private final Duration horizon;
  private final int k;
  private final UserSample users;
  private final String run;

  private DelayedPrecision(Duration horizon, int k, UserSample users, String run) {
    this.horizon = horizon;
    this.k = k;
    this.users = users;
    this.run = run;
  }

  /**
   * Measures all users, for a run without a name.
   *
   * @param horizon from a millisecond to 24 days
   * @param k how many items were asked for, at least 1; fewer are misses
   */
  public static DelayedPrecision within(Duration horizon, int k) {
    if (horizon.toMillis() < 1 || horizon.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "horizon is " + horizon + ", it must be from a millisecond to " + MOST);
    }
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", it must be at least 1");
    }
    return new DelayedPrecision(horizon, k, new UserSample(1), "");
  }

  /** Measures these users alone, which costs as much less. */
  public DelayedPrecision withUsers(UserSample users) {
    return new DelayedPrecision(horizon, k, requireNonNull(users, "users"), run);
  }

  /** The name of the run that measures, which every value carries. */
  public DelayedPrecision withRun(String run) {
    return new DelayedPrecision(horizon, k, users, requireNonNull(run, "run"));
  }

  @Override
  public PCollection<WindowPrecision> expand(PCollection<EnrichedEvent> rows) {
    boolean ends = rows.isBounded() == IsBounded.BOUNDED;
    return rows.apply("TakeServings", ParDo.of(new TakeServingsFn(users)))
        .setCoder(KvCoder.of(VarIntCoder.of(), ListCoder.of(ServingCoder.of())))
        .apply("CountHits", ParDo.of(new CountHitsFn(horizon.toMillis(), k, !ends)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), PrecisionTotalsCoder.of()))
        .apply("AssignWindows", windows())
        .apply("SumBundles", ParDo.of(new SumPartsFn()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), PrecisionTotalsCoder.of()))
        .apply("SumWindows", Combine.perKey(new SumTotals()))
        .apply("NameWindows", ParDo.of(new NameWindowsFn(run)))
        .setCoder(WindowPrecisionCoder.of());
  }

  private Window<KV<String, PrecisionTotals>> windows() {
    org.joda.time.Duration length = org.joda.time.Duration.millis(horizon.toMillis());
    return Window.<KV<String, PrecisionTotals>>into(FixedWindows.of(length))
        .triggering(
            AfterWatermark.pastEndOfWindow().withLateFirings(AfterPane.elementCountAtLeast(1)))
        .withAllowedLateness(length)
        .accumulatingFiredPanes();
  }
}
