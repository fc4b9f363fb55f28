package io.sidecart.cql.save;

import com.datastax.driver.core.LocalDate;
import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.model.WindowPrecision;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/** One row of a table of averages a window, model and run. */
final class PrecisionStatements implements RowStatements<WindowPrecision> {
  private static final long serialVersionUID = 1L;
  // So many bits hold the measured events of a window.
  private static final int MEASURED_BITS = 31;
  // A part of a key cannot be null.
  private static final String NO_MODEL = "none";
  private static final String INSERT =
      "INSERT INTO {keyspace}.%s (day, window_start, model_version, run,"
          + " window_end, events, measured, precision_sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?";

  private final String insert;

  /**
   * @param table the table's name
   */
  PrecisionStatements(String table) {
    insert = INSERT.formatted(table);
  }

  @Override
  public List<String> texts() {
    return List.of(insert);
  }

  @Override
  public List<Statement> of(CassandraSession session, List<WindowPrecision> rows) {
    PreparedStatement prepared = session.prepare(insert);
    List<Statement> statements = new ArrayList<>(rows.size());
    for (WindowPrecision row : rows) {
      statements.add(
          prepared.bind(
              LocalDate.fromMillisSinceEpoch(row.windowStart().toEpochMilli()),
              Date.from(row.windowStart()),
              Objects.requireNonNullElse(row.modelVersion(), NO_MODEL),
              row.run(),
              Date.from(row.windowEnd()),
              row.events(),
              row.measured(),
              row.precisionSum(),
              timestamp(row)));
    }
    return statements;
  }

  /**
   * The write timestamp under which the fuller of two rows of a window stays, whatever the order in
   * which they are written: {@code events << 31 | measured}. Rows that have both in common differ
   * in one cell at most, so no row is put together from two.
   */
  static long timestamp(WindowPrecision row) {
    return row.events() << MEASURED_BITS | row.measured();
  }
}
