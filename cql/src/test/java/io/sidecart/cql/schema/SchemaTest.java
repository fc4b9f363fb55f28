package io.sidecart.cql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.SidecartException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("services")
class SchemaTest {
  private static final Migration FIRST =
      new Migration(1, "001_a.cql", "CREATE TABLE IF NOT EXISTS a (k int PRIMARY KEY);");
  private static final Migration SECOND =
      new Migration(2, "002_b.cql", "CREATE TABLE IF NOT EXISTS b (k int PRIMARY KEY);");

  private final CassandraSettings settings = TestKeyspace.unused();

  @AfterEach
  void dropKeyspace() {
    TestKeyspace.drop(settings);
  }

  @Test
  void filesAreAppliedInOrderAndRecorded() {
    apply(FIRST, SECOND);

    assertThat(recorded()).containsExactlyInAnyOrder("001_a.cql", "002_b.cql");
    assertThat(tables()).contains("a", "b");
  }

  @Test
  void applyingAgainChangesNothing() {
    apply(FIRST);

    assertThatCode(() -> apply(FIRST)).doesNotThrowAnyException();
    assertThat(recorded()).containsExactly("001_a.cql");
  }

  @Test
  void aNewFileIsAppliedToAnOldKeyspace() {
    apply(FIRST);

    apply(FIRST, SECOND);

    assertThat(tables()).contains("a", "b");
  }

  @Test
  void aFileThatWasChangedAfterItWasAppliedIsRefused() {
    apply(FIRST);
    Migration changed = new Migration(1, FIRST.name(), FIRST.text().replace("k int", "k text"));

    assertThatThrownBy(() -> apply(changed))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("001_a.cql was changed")
        .hasMessageContaining(settings.keyspace());
  }

  @Test
  void aKeyspaceOfANewerBuildIsRefused() {
    apply(FIRST, SECOND);

    assertThatThrownBy(() -> apply(FIRST))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("has schema 2, but this build knows only 1");
  }

  @RepeatedTest(5)
  void twoMayApplyAtOnce() {
    CompletableFuture<Void> one = CompletableFuture.runAsync(() -> apply(FIRST, SECOND));
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> apply(FIRST, SECOND));

    assertThatCode(CompletableFuture.allOf(one, other)::join).doesNotThrowAnyException();
    assertThat(recorded()).containsExactlyInAnyOrder("001_a.cql", "002_b.cql");
  }

  @Test
  void aClusterGetsTheCopiesThatItAsksFor() {
    new Schema(List.of(FIRST)).applyTo(settings, Replication.cluster("datacenter1", 1));

    try (CassandraSession session = CassandraSession.open(settings)) {
      Row keyspace =
          session
              .execute(
                  session
                      .prepare(
                          "SELECT replication, durable_writes FROM system_schema.keyspaces"
                              + " WHERE keyspace_name = ?")
                      .bind(settings.keyspace()))
              .one();
      assertThat(keyspace.getMap("replication", String.class, String.class))
          .containsEntry("datacenter1", "1");
      assertThat(keyspace.getBool("durable_writes")).isTrue();
    }
  }

  private void apply(Migration... migrations) {
    new Schema(List.of(migrations)).applyTo(settings, Replication.oneNode());
  }

  private List<String> recorded() {
    return texts("SELECT name FROM schema_migrations");
  }

  private List<String> tables() {
    return texts(
        "SELECT table_name FROM system_schema.tables WHERE keyspace_name = '"
            + settings.keyspace()
            + "'");
  }

  private List<String> texts(String cql) {
    try (CassandraSession session = CassandraSession.open(settings)) {
      return session.execute(session.prepare(cql).bind()).all().stream()
          .map(row -> row.getString(0))
          .toList();
    }
  }
}
