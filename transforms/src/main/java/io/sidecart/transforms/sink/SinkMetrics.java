package io.sidecart.transforms.sink;

import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;

/** What the sink counts: files, their rows and bytes, and the milliseconds that each took. */
final class SinkMetrics implements PartFiles.Listener, Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NAMESPACE = "parquet";

  private final Counter rows = Metrics.counter(NAMESPACE, "parquet.rows");
  private final Counter files = Metrics.counter(NAMESPACE, "parquet.files");
  private final Counter bytes = Metrics.counter(NAMESPACE, "parquet.bytes");
  private final Distribution writeMillis = Metrics.distribution(NAMESPACE, "parquet.write_ms");

  @Override
  public void written(long writtenRows, long writtenBytes, long millis) {
    rows.inc(writtenRows);
    files.inc();
    bytes.inc(writtenBytes);
    writeMillis.update(millis);
  }
}
