package io.sidecart.pipelines.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.Row;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command prepare on a real Cassandra. */
@Tag("pipeline")
@Tag("services")
class PrepareLoadTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    PrepareFixture.writeFiles(folder);
  }

  @Test
  void cassandraHoldsWhatTheTablesHoldAndNothingOfARunBefore() throws Exception {
    load();
    PrepareFixture.write(
        folder, "purchases.csv", PrepareFixture.HEADER + "7,b1,1,20,3,6.00\n7,b2,9,30,1,2.00\n");

    load();

    assertThat(KEYSPACE.query("SELECT item_id, category FROM item_features"))
        .extracting(row -> row.getInt("item_id") + " " + row.getString("category"))
        .containsExactlyInAnyOrder("20 MILK", "30 BREAD");
    assertThat(KEYSPACE.query("SELECT user_id, item_id FROM own_purchases"))
        .extracting(row -> row.getInt("user_id") + " " + row.getInt("item_id"))
        .containsExactlyInAnyOrder("7 20", "7 30");
    assertThat(KEYSPACE.query("SELECT name, position, item_id FROM baseline"))
        .extracting(PrepareLoadTest::baseline)
        .contains("top_5 0 20", "top_5 1 30")
        .hasSize(4);
  }

  @Test
  void cassandraThatIsDownIsNamedBeforeAnythingIsWritten() {
    assertThatThrownBy(
            () ->
                PrepareFixture.run(
                    folder,
                    options -> {
                      options.setLoad(true);
                      options.setCassandra("localhost:1");
                    }))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("Cassandra at localhost:1 cannot be reached");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private void load() throws IOException {
    PrepareFixture.run(
        folder,
        options -> {
          options.setLoad(true);
          options.setCassandra(KEYSPACE.settings().contactPoints());
          options.setKeyspace(KEYSPACE.settings().keyspace());
        });
  }

  private static String baseline(Row row) {
    return row.getString("name") + " " + row.getInt("position") + " " + row.getInt("item_id");
  }
}
