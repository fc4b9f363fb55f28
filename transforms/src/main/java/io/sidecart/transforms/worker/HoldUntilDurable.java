package io.sidecart.transforms.worker;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes elements somewhere and hands each on, with its own timestamp and window, once it is
 * durable there: what follows may rely on it.
 *
 * @param <T> the elements; they come out as they went in, in their order
 */
public abstract class HoldUntilDurable<T> extends DoFn<T, T> {
  private static final long serialVersionUID = 1L;

  private final int most;
  private transient List<Held<T>> held = List.of();
  private transient long gathered;
  private transient @Nullable Batch<T> underWay;

  private record Held<T>(T element, Instant timestamp, BoundedWindow window, PaneInfo pane) {}

  private record Batch<T>(List<Held<T>> held, UnderWay writes) {}

  /** Writes that were begun. */
  @FunctionalInterface
  protected interface UnderWay {

    /** Returns when all of them are durable. */
    void await();
  }

  /**
   * @param most the weight of what is written together. Twice as much is held at once, what is
   *     gathered and what is under way, so that a bundle of any size fits in memory
   */
  protected HoldUntilDurable(int most) {
    this.most = most;
  }

  /** How much memory the element that has arrived takes, in a unit of the subclass's choice. */
  protected int weight(T element) {
    return 1;
  }

  /** An element has come; a subclass may begin to write it. */
  protected void arrived(T element) {}

  /** Begins to write all of these; the elements that follow are made meanwhile. */
  protected abstract UnderWay begin(List<T> elements);

  @StartBundle
  public void startBundle() {
    held = new ArrayList<>();
    gathered = 0;
    underWay = null;
  }

  @ProcessElement
  public void processElement(
      @Element T element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      OutputReceiver<T> output) {
    arrived(element);
    held.add(new Held<>(element, timestamp, window, pane));
    gathered += weight(element);
    if (gathered >= most) {
      for (Held<T> each : turn()) {
        output.outputWindowedValue(
            each.element(), each.timestamp(), List.of(each.window()), each.pane());
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    while (!held.isEmpty() || underWay != null) {
      for (Held<T> each : turn()) {
        context.output(each.element(), each.timestamp(), each.window());
      }
    }
  }

  /** Waits for what is under way, begins to write what was gathered, and returns the former. */
  private List<Held<T>> turn() {
    List<Held<T>> durable = List.of();
    if (underWay != null) {
      underWay.writes().await();
      durable = underWay.held();
    }
    underWay =
        held.isEmpty() ? null : new Batch<>(held, begin(held.stream().map(Held::element).toList()));
    held = new ArrayList<>();
    gathered = 0;
    return durable;
  }

  /**
   * An element may come out while a later one of its bundle is at hand. It is not late for that:
   * the watermark waits for the whole bundle.
   */
  @Override
  @SuppressWarnings({"deprecation", "InlineMeSuggester"}) // Beam has no other way to say so
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
