package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.lookup.ItemFeaturesSource;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.lookup.FailureKind;
import io.sidecart.transforms.lookup.LookUpSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("services")
class LostConnectionTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  private Link link;

  @BeforeEach
  void openLink() throws IOException {
    link = Link.to(KEYSPACE.settings());
  }

  @AfterEach
  void closeLink() throws IOException {
    link.close();
  }

  @Test
  void writesGoOnOnceCassandraIsBack() {
    try (CassandraSession session = CassandraSession.open(link.settings())) {
      PatientWrites<Statement> writes = PatientWrites.on(session, Duration.ofSeconds(60));
      List<Statement> rows = rows(session, "back");
      link.cut();

      CompletableFuture<PatientWrites.Report> report =
          CompletableFuture.supplyAsync(() -> writes.write(rows));
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(link::mend);

      assertThat(report.join().retries()).isPositive();
      assertThat(KEYSPACE.query("SELECT position FROM baseline WHERE name = 'back'"))
          .hasSize(rows.size());
    }
  }

  @Test
  void whenPatienceEndsTheErrorSaysWhatToDo() {
    try (CassandraSession session = CassandraSession.open(link.settings())) {
      PatientWrites<Statement> writes = PatientWrites.on(session, Duration.ofSeconds(1));
      List<Statement> rows = rows(session, "gone");
      link.cut();

      assertThatThrownBy(() -> writes.write(rows))
          .isInstanceOf(SidecartException.class)
          .hasMessageContaining(link.settings().contactPoints() + " did not take a write for 1 s")
          .hasMessageContaining("nothing is lost")
          .message()
          .hasLineCount(1);
    }
  }

  @Test
  void aLookUpThatFailedForItIsWorthARetry() {
    try (LookUpSource.Connection<Integer, ItemFeatures> connection =
        new ItemFeaturesSource(link.settings()).connect(Duration.ofSeconds(10))) {
      link.cut();

      assertThatThrownBy(() -> connection.fetch(1).toCompletableFuture().join())
          .isInstanceOf(CompletionException.class)
          .extracting(connection::kindOf)
          .isEqualTo(FailureKind.TRANSIENT);
    }
  }

  @Test
  void aLookUpThatBeginsWhileCassandraIsAwayWaitsForIt() {
    link.cut();
    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(link::mend);

    try (LookUpSource.Connection<Integer, ItemFeatures> connection =
        new ItemFeaturesSource(link.settings()).connect(Duration.ofSeconds(60))) {
      assertThat(connection.fetch(1).toCompletableFuture().join()).isEmpty();
    }
  }

  @Test
  void writesEndWhenTheirSessionIsClosed() {
    CassandraSession session = CassandraSession.open(link.settings());
    PatientWrites<Statement> writes = PatientWrites.on(session, Duration.ofMinutes(5));
    List<Statement> rows = rows(session, "closed");
    link.cut();

    CompletableFuture<PatientWrites.Report> report =
        CompletableFuture.supplyAsync(() -> writes.write(rows));
    session.close();

    assertThat(report)
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(SidecartException.class);
  }

  private static List<Statement> rows(CassandraSession session, String name) {
    PreparedStatement insert =
        session.prepare("INSERT INTO baseline (name, position, item_id) VALUES (?, ?, 1)");
    return IntStream.range(0, 50)
        .mapToObj(position -> (Statement) insert.bind(name, position))
        .toList();
  }
}
