package io.sidecart.transforms.kafka;

import io.sidecart.model.OffsetRange;
import io.sidecart.model.OffsetSet;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Joins the ranges of one bundle where they touch, so that state is asked for a few of them and not
 * for each message. All are of one topic and in the global window.
 */
final class MergeRangesFn extends DoFn<OffsetRange, OffsetRange> {
  private static final long serialVersionUID = 1L;

  /** Below every offset: nothing counts as done that was not in the bundle. */
  private static final long NOTHING = -1;

  private transient @Nullable Map<Integer, OffsetSet> merged;
  private transient @Nullable String topic;
  private transient @Nullable Instant latest;

  @StartBundle
  public void start() {
    merged = new TreeMap<>();
    latest = null;
  }

  @ProcessElement
  public void process(@Element OffsetRange range, @Timestamp Instant timestamp) {
    topic = range.topic();
    merged
        .computeIfAbsent(range.partition(), partition -> new OffsetSet(NOTHING))
        .add(range.first(), range.last());
    if (latest == null || timestamp.isAfter(latest)) {
      latest = timestamp;
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    merged.forEach(
        (partition, offsets) ->
            offsets
                .ahead()
                .forEach(
                    (first, last) ->
                        context.output(
                            new OffsetRange(topic, partition, first, last),
                            latest,
                            GlobalWindow.INSTANCE)));
    merged.clear();
  }
}
