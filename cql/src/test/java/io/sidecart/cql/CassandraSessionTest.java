package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.Row;
import com.datastax.driver.core.Statement;
import com.datastax.driver.core.exceptions.InvalidQueryException;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("services")
class CassandraSessionTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  @Test
  void aMissingKeyspaceIsNamedWithWhatToDo() {
    CassandraSettings missing = TestKeyspace.unused();

    assertThatThrownBy(() -> CassandraSession.open(missing))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("has no keyspace " + missing.keyspace())
        .hasMessageContaining("./sidecart up or prepare");
  }

  @Test
  void anUnreachableNodeIsNamedInOneLine() {
    CassandraSettings nobody = CassandraSettings.of("127.0.0.1:1", "sidecart", null);

    assertThatThrownBy(() -> CassandraSession.open(nobody))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("Cassandra at 127.0.0.1:1 cannot be reached")
        .hasMessageContaining("--cassandra")
        .message()
        .hasLineCount(1);
  }

  @Test
  void anUnknownHostIsNamed() {
    CassandraSettings nobody = CassandraSettings.of("nowhere.invalid:9042", "sidecart", null);

    assertThatThrownBy(() -> CassandraSession.open(nobody))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("nowhere.invalid")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aHostWithoutANameIsPassedOverWhereAnotherHasOne() {
    CassandraSettings known = KEYSPACE.settings();
    String all = "nowhere.invalid:" + known.port() + "," + known.contactPoints();

    try (CassandraSession session =
        CassandraSession.open(CassandraSettings.of(all, known.keyspace(), null))) {
      assertThat(session.settings().hosts()).hasSize(2);
    }
  }

  @Test
  void aMissingTableIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> KEYSPACE.session().prepare("SELECT a FROM nowhere"))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("./sidecart up or prepare");
  }

  @Test
  void thoseWithEqualSettingsShareASession() throws Exception {
    try (Lease<CassandraSession> one = CassandraSession.lease(KEYSPACE.settings());
        Lease<CassandraSession> other = CassandraSession.lease(KEYSPACE.settings())) {
      assertThat(other.get()).isSameAs(one.get());
    }
  }

  @Test
  void aQueryReturnsTheRowsOfAllPages() throws Exception {
    CassandraSession session = KEYSPACE.session();
    for (int position = 0; position < 25; position++) {
      KEYSPACE.query(
          "INSERT INTO baseline (name, position, item_id) VALUES ('pages', ?, 1)", position);
    }
    Statement paged =
        session
            .prepare("SELECT position FROM baseline WHERE name = 'pages'")
            .bind()
            .setFetchSize(10);

    List<Integer> positions = new ArrayList<>();
    for (Row row : session.query(paged).get()) {
      positions.add(row.getInt("position"));
    }

    assertThat(positions).hasSize(25).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aFailedAnswerCarriesTheDriversOwnError() {
    CassandraSession session = KEYSPACE.session();
    Statement unbound = session.prepare("SELECT * FROM baseline WHERE name = ?").bind();

    assertThat(session.executeAsync(unbound))
        .failsWithin(java.time.Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(InvalidQueryException.class);
  }
}
