package io.sidecart.transforms.worker;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Duration;
import org.joda.time.Instant;

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

  private record Held<T>(T element, Instant timestamp, BoundedWindow window, PaneInfo pane) {}

  /**
   * @param most how many elements are held at once, so that a bundle of any size fits in memory
   */
  protected HoldUntilDurable(int most) {
    this.most = most;
  }

  /** An element has come; a subclass may begin to write it. */
  protected void arrived(T element) {}

  /** Returns when all of these are durable. */
  protected abstract void makeDurable(List<T> elements);

  @StartBundle
  public void startBundle() {
    held = new ArrayList<>();
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
    if (held.size() == most) {
      makeDurable(elements());
      for (Held<T> each : held) {
        output.outputWindowedValue(
            each.element(), each.timestamp(), List.of(each.window()), each.pane());
      }
      held.clear();
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    if (held.isEmpty()) {
      return;
    }
    makeDurable(elements());
    for (Held<T> each : held) {
      context.output(each.element(), each.timestamp(), each.window());
    }
    held.clear();
  }

  private List<T> elements() {
    return held.stream().map(Held::element).toList();
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
