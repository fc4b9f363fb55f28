package io.sidecart.cql.save;

import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import java.io.Serializable;
import java.util.List;

/** What to write for some rows; each statement is idempotent and their order does not matter. */
interface RowStatements<T> extends Serializable {

  /** The texts of all of them, to be prepared before the first row comes. */
  List<String> texts();

  List<Statement> of(CassandraSession session, List<T> rows);

  /** How much a row takes, in rows of the usual size. */
  default int weight(T row) {
    return 1;
  }
}
