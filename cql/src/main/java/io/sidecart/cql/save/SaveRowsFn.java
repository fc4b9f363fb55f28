package io.sidecart.cql.save;

import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.PatientWrites;
import io.sidecart.cql.Patiently;
import io.sidecart.transforms.worker.HoldUntilDurable;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/** Writes rows in batches and passes each on once its batch is acknowledged. */
final class SaveRowsFn<T> extends HoldUntilDurable<T> {
  private static final long serialVersionUID = 1L;

  /**
   * How many rows of the usual size are written together, if the bundle has as many: the more there
   * are, the more are of one user, which cost Cassandra little more than one; of fewer, more are
   * made meanwhile.
   */
  private static final int BATCH = 15_000;

  private final CassandraSettings settings;
  private final RowStatements<T> statements;
  private final Duration patience;
  private final Counter saved;
  private final Counter retries;
  private final Distribution saveMillis;

  private transient @Nullable Lease<CassandraSession> session;
  private transient @Nullable PatientWrites<Statement> writes;

  /**
   * @param name of what is saved, which begins the names of its metrics
   */
  SaveRowsFn(
      String name, CassandraSettings settings, RowStatements<T> statements, Duration patience) {
    super(BATCH);
    this.settings = settings;
    this.statements = statements;
    this.patience = patience;
    this.saved = Metrics.counter("cassandra", name + ".saved");
    this.retries = Metrics.counter("cassandra", name + ".save_retries");
    this.saveMillis = Metrics.distribution("cassandra", name + ".save_ms");
  }

  @Setup
  public void setup() {
    // A runner may make another of these in the middle of a run, while Cassandra is away.
    Lease<CassandraSession> leased =
        Patiently.get(patience, () -> CassandraSession.lease(settings));
    session = leased;
    CassandraSession open = leased.get();
    statements.texts().forEach(text -> Patiently.get(patience, () -> open.prepare(text)));
    writes = PatientWrites.on(open, patience);
  }

  @Override
  protected int weight(T row) {
    return statements.weight(row);
  }

  @Override
  protected UnderWay begin(List<T> rows) {
    PatientWrites.UnderWay begun = writes.begin(statements.of(session.get(), rows));
    return () -> {
      PatientWrites.Report report = begun.await();
      saved.inc(rows.size());
      retries.inc(report.retries());
      report.millis().forEach(saveMillis::update);
    };
  }

  @Teardown
  public void teardown() throws Exception {
    if (session != null) {
      session.close();
    }
  }
}
