package io.sidecart.cql;

import com.datastax.driver.core.PagingState;
import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.ResultSet;
import com.datastax.driver.core.Row;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole table, range of tokens by range of tokens: Cassandra ends a query that meets with
 * 100,000 deleted rows, and goes through them to the next one that is there.
 */
public final class TokenRanges {
  private final CassandraSession session;
  private final int ranges;

  /**
   * @param ranges how many; each may have some ten thousand deleted rows
   */
  public TokenRanges(CassandraSession session, int ranges) {
    this.session = session;
    this.ranges = ranges;
  }

  /**
   * Gives each row once, for as long as Cassandra may be away.
   *
   * @param query has two places, {@code token(key) > ? AND token(key) <= ?}
   * @throws io.sidecart.model.SidecartException if Cassandra cannot be asked
   */
  public void forEach(String query, Consumer<Row> rows) {
    PreparedStatement prepared = session.prepare(query);
    for (int range = 0; range < ranges; range++) {
      @Nullable PagingState next = null;
      do {
        ResultSet page = page(prepared, bound(range, ranges), bound(range + 1, ranges), next);
        for (int left = page.getAvailableWithoutFetching(); left > 0; left--) {
          rows.accept(page.one());
        }
        next = page.getExecutionInfo().getPagingState();
      } while (next != null);
    }
  }

  /** A page, of which nothing more is fetched: a time-out asks for this one again, not for all. */
  private ResultSet page(
      PreparedStatement query, long after, long last, @Nullable PagingState from) {
    return Patiently.get(
        PatientWrites.DEFAULT_PATIENCE,
        () -> session.execute(query.bind(after, last).setPagingState(from)));
  }

  /** Where the ranges of tokens part: the first bound is the least token, which no row has. */
  static long bound(int range, int ranges) {
    return range == ranges
        ? Long.MAX_VALUE
        : Long.MIN_VALUE + range * Long.divideUnsigned(-1, ranges);
  }
}
