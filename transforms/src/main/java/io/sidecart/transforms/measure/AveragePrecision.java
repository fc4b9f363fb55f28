package io.sidecart.transforms.measure;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.WindowPrecision;
import io.sidecart.transforms.coders.PrecisionTotalsCoder;
import io.sidecart.transforms.coders.WindowPrecisionCoder;
import java.time.Duration;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;

/**
 * Adds up precision@k for each model in fixed windows of event time.
 *
 * <p>A window speaks more than once: early while it is open, when the watermark passes its end, and
 * again for each late event that is still allowed. Each time it tells all that it has seen so far,
 * so of two values of one window and model the one with more events counts. (SparkRunner lets an
 * event through that is too late by less than a micro-batch, as a value of its own.)
 *
 * <p>Bounded input has no late events: all are counted. In a stream those are left out that come
 * later than is allowed, for example when a Kafka partition that fell silent goes on with old
 * events. The runner drops them, not this transform, and counts the totals of bundles that it drops
 * in a counter of its own (DirectRunner: {@code DroppedDueToLateness}, from 0 when the stream is
 * started anew, as do open windows). No other output loses anything by that.
 */
public final class AveragePrecision
    extends PTransform<PCollection<EnrichedEvent>, PCollection<WindowPrecision>> {
  private static final long serialVersionUID = 1L;
  private static final Duration EARLY_EVERY = Duration.ofSeconds(10);
  private static final Duration ALLOWED_LATENESS = Duration.ofHours(1);

  private final Duration window;
  private final Duration earlyEvery;
  private final Duration allowedLateness;
  private final String run;

  private AveragePrecision(
      Duration window, Duration earlyEvery, Duration allowedLateness, String run) {
    this.window = window;
    this.earlyEvery = earlyEvery;
    this.allowedLateness = allowedLateness;
    this.run = run;
  }

  /**
   * Measures windows of this length, early values every 10 seconds, events up to an hour late, for
   * a run without a name.
   *
   * @param window at least a millisecond
   */
  public static AveragePrecision inWindowsOf(Duration window) {
    return new AveragePrecision(positive("window", window), EARLY_EVERY, ALLOWED_LATENESS, "");
  }

  /** How long after its first new event an open window tells what it has seen: processing time. */
  public AveragePrecision withEarlyEvery(Duration earlyEvery) {
    return new AveragePrecision(window, positive("earlyEvery", earlyEvery), allowedLateness, run);
  }

  /** For how long after its end a window still takes events, at least zero; an hour by default. */
  public AveragePrecision withAllowedLateness(Duration allowedLateness) {
    if (allowedLateness.isNegative()) {
      throw new IllegalArgumentException(
          "allowedLateness is " + allowedLateness + ", it must be at least zero");
    }
    return new AveragePrecision(window, earlyEvery, allowedLateness, run);
  }

  /** The name of the run that measures, which every value carries. */
  public AveragePrecision withRun(String run) {
    return new AveragePrecision(window, earlyEvery, allowedLateness, requireNonNull(run, "run"));
  }

  @Override
  public PCollection<WindowPrecision> expand(PCollection<EnrichedEvent> events) {
    return events
        .apply("AssignWindows", windows())
        .apply("SumBundles", ParDo.of(new SumBundlesFn()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), PrecisionTotalsCoder.of()))
        .apply("SumWindows", Combine.perKey(new SumTotals()))
        .apply("NameWindows", ParDo.of(new NameWindowsFn(run)))
        .setCoder(WindowPrecisionCoder.of());
  }

  private Window<EnrichedEvent> windows() {
    return Window.<EnrichedEvent>into(FixedWindows.of(joda(window)))
        .triggering(
            AfterWatermark.pastEndOfWindow()
                .withEarlyFirings(
                    AfterProcessingTime.pastFirstElementInPane().plusDelayOf(joda(earlyEvery)))
                .withLateFirings(AfterPane.elementCountAtLeast(1)))
        .withAllowedLateness(joda(allowedLateness))
        .accumulatingFiredPanes();
  }

  private static org.joda.time.Duration joda(Duration duration) {
    return org.joda.time.Duration.millis(duration.toMillis());
  }

  private static Duration positive(String name, Duration duration) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(
          name + " is " + duration + ", it must be at least a millisecond");
    }
    return duration;
  }
}
