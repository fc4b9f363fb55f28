package io.sidecart.pipelines.stream;

import io.sidecart.transforms.recommend.Recommend;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.jspecify.annotations.Nullable;

/** What the stream did since the last look, in one line. */
final class StreamProgress {

  /**
   * What is known at one time.
   *
   * @param nanos when, of a clock that only goes forward
   */
  record Look(
      long nanos,
      Map<String, Long> counters,
      Map<String, DistributionResult> distributions,
      Optional<Lag> lag) {}

  private final String planned;
  private Look last;
  private volatile @Nullable String version;

  /**
   * @param start the look at the beginning, when nothing is counted
   * @param planned how many messages there will be; empty where there is no end
   * @param version the model that is published at the beginning, null where there is none
   */
  StreamProgress(Look start, Optional<Long> planned, @Nullable String version) {
    this.last = start;
    this.planned = planned.map(" of %,d"::formatted).orElse("");
    this.version = version;
  }

  String line(Look now) {
    noteVersion(now);
    StreamCounters counters = new StreamCounters(now.counters());
    long messages = counters.messages();
    double seconds = Math.max(1e-3, (now.nanos() - last.nanos()) / 1e9);
    String line =
        "%,d messages%s, %,.0f/s, lag %s, look-ups %s, precision %s, %smodel %s%s"
            .formatted(
                messages,
                planned,
                (messages - new StreamCounters(last.counters()).messages()) / seconds,
                now.lag().map(Lag::toString).orElse("unknown"),
                counters.since(last.counters()).hitRate(),
                precision(now),
                delayed(counters),
                version == null ? "none" : version,
                counters.deadLetters() == 0
                    ? ""
                    : ", %,d dead letters".formatted(counters.deadLetters()));
    last = now;
    return line;
  }

  /** The model that served last, null where the baseline serves everybody. */
  @Nullable String version() {
    return version;
  }

  /** The one that served most since the last look. */
  private void noteVersion(Look now) {
    long most = 0;
    for (Map.Entry<String, Long> counter : now.counters().entrySet()) {
      if (counter.getKey().startsWith(Recommend.VERSION_METRIC)) {
        long served = counter.getValue() - last.counters().getOrDefault(counter.getKey(), 0L);
        if (served > most) {
          most = served;
          version = counter.getKey().substring(Recommend.VERSION_METRIC.length());
        }
      }
    }
  }

  private static String delayed(StreamCounters counters) {
    OptionalDouble precision = counters.delayedPrecision();
    return precision.isPresent() ? "delayed %.4f, ".formatted(precision.getAsDouble()) : "";
  }

  private String precision(Look now) {
    DistributionResult after = of(now);
    DistributionResult before = of(last);
    long rows = after.getCount() - before.getCount();
    return rows <= 0
        ? "-"
        : "%.4f"
            .formatted(
                (double) (after.getSum() - before.getSum()) / Recommend.PRECISION_UNIT / rows);
  }

  private static DistributionResult of(Look look) {
    return look.distributions()
        .getOrDefault(Recommend.PRECISION_METRIC, DistributionResult.IDENTITY_ELEMENT);
  }
}
