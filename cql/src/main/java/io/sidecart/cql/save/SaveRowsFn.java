package io.sidecart.cql.save;

import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.PatientWrites;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in batches and passes each on once its batch is acknowledged, as it came: with its
 * own timestamp, window and pane.
 */
final class SaveRowsFn<T> extends DoFn<T, T> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 500;

  private final CassandraSettings settings;
  private final RowStatements<T> statements;
  private final Duration patience;
  private final Counter rowsSaved;
  private final Counter retries;
  private final Distribution writeMillis;

  private transient @Nullable Lease<CassandraSession> session;
  private transient @Nullable PatientWrites<Statement> writes;
  private transient List<Buffered<T>> buffer = List.of();

  /**
   * @param name of the transform, under which its metrics stand
   */
  SaveRowsFn(
      String name, CassandraSettings settings, RowStatements<T> statements, Duration patience) {
    this.settings = settings;
    this.statements = statements;
    this.patience = patience;
    this.rowsSaved = Metrics.counter(name, "rowsSaved");
    this.retries = Metrics.counter(name, "retries");
    this.writeMillis = Metrics.distribution(name, "writeMillis");
  }

  private record Buffered<T>(
      T row, org.joda.time.Instant timestamp, BoundedWindow window, PaneInfo pane) {}

  @Setup
  public void setup() {
    session = CassandraSession.lease(settings);
    writes = PatientWrites.on(session.get(), patience);
  }

  @StartBundle
  public void startBundle() {
    buffer = new ArrayList<>();
  }

  @ProcessElement
  public void processElement(
      @Element T row,
      @Timestamp org.joda.time.Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      OutputReceiver<T> output) {
    buffer.add(new Buffered<>(row, timestamp, window, pane));
    if (buffer.size() == BATCH) {
      save();
      for (Buffered<T> saved : buffer) {
        output.outputWindowedValue(
            saved.row(), saved.timestamp(), List.of(saved.window()), saved.pane());
      }
      buffer.clear();
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    save();
    for (Buffered<T> saved : buffer) {
      context.output(saved.row(), saved.timestamp(), saved.window());
    }
    buffer.clear();
  }

  @Teardown
  public void teardown() throws Exception {
    if (session != null) {
      session.close();
    }
  }

  /**
   * A row may come out while a later one of its bundle is at hand. It is not late for that: the
   * watermark waits for the whole bundle.
   */
  @Override
  @SuppressWarnings({"deprecation", "InlineMeSuggester"}) // Beam has no other way to say so
  public org.joda.time.Duration getAllowedTimestampSkew() {
    return org.joda.time.Duration.millis(Long.MAX_VALUE);
  }

  private void save() {
    if (buffer.isEmpty()) {
      return;
    }
    List<T> rows = buffer.stream().map(Buffered::row).toList();
    PatientWrites.Report report = writes.write(statements.of(session.get(), rows));
    rowsSaved.inc(rows.size());
    retries.inc(report.retries());
    report.millis().forEach(writeMillis::update);
  }
}
