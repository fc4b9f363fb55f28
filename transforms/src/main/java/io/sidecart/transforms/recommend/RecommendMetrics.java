package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/** Counts which model served how many rows, and how well. */
final class RecommendMetrics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Counter byModel = Metrics.counter(Recommend.class, "served.model");
  private final Counter byBaseline = Metrics.counter(Recommend.class, "served.baseline");
  private final Distribution precision =
      Metrics.distribution(Recommend.class, Recommend.PRECISION_METRIC);

  private transient @Nullable String version;
  private transient @Nullable Counter byVersion;

  void count(EnrichedEvent row) {
    if (row.modelVersion() == null) {
      byBaseline.inc();
    } else {
      byModel.inc();
      countVersion(row.modelVersion());
    }
    if (row.precisionAtK() != null) {
      precision.update(Math.round(row.precisionAtK() * Recommend.PRECISION_UNIT));
    }
  }

  private void countVersion(String served) {
    if (byVersion == null || !served.equals(version)) {
      version = served;
      byVersion = Metrics.counter(Recommend.class, Recommend.VERSION_METRIC + served);
    }
    byVersion.inc();
  }
}
