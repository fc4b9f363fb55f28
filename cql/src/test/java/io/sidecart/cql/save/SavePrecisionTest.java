package io.sidecart.cql.save;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.driver.core.LocalDate;
import com.datastax.driver.core.Row;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.WindowPrecision;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("pipeline")
@Tag("services")
@ExtendWith(TestPipelineExtension.class)
class SavePrecisionTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  @Test
  void theSumsOfAWindowAreKeptUnderItsDay(TestPipeline pipeline) {
    save(pipeline, window("2026-01-01T23:59:00Z", "v1", "run", 5));

    Row row = rows(1).get(0);
    assertThat(row.getTimestamp("window_start").toInstant()).isEqualTo("2026-01-01T23:59:00Z");
    assertThat(row.getTimestamp("window_end").toInstant()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(row.getString("model_version")).isEqualTo("v1");
    assertThat(row.getString("run")).isEqualTo("run");
    assertThat(row.getLong("events")).isEqualTo(5);
    assertThat(row.getLong("measured")).isEqualTo(4);
    assertThat(row.getDouble("precision_sum")).isEqualTo(1.5);
  }

  @Test
  void aFullerPaneOverwritesTheEarlierOne(TestPipeline pipeline) {
    new PrecisionStatements("precision_by_window")
        .of(KEYSPACE.session(), List.of(window("2026-01-02T00:00:00Z", "v1", "run", 5)))
        .forEach(KEYSPACE.session()::execute);

    save(pipeline, window("2026-01-02T00:00:00Z", "v1", "run", 9));

    assertThat(rows(2)).extracting(row -> row.getLong("events")).containsExactly(9L);
  }

  @Test
  void anEarlierPaneThatIsWrittenLateChangesNothing(TestPipeline pipeline) {
    new PrecisionStatements("precision_by_window")
        .of(KEYSPACE.session(), List.of(window("2026-01-04T00:00:00Z", "v1", "run", 9)))
        .forEach(KEYSPACE.session()::execute);

    save(pipeline, window("2026-01-04T00:00:00Z", "v1", "run", 5));

    assertThat(rows(4)).extracting(row -> row.getLong("events")).containsExactly(9L);
  }

  @Test
  void runsAndModelsStayApart(TestPipeline pipeline) {
    save(
        pipeline,
        window("2026-01-03T00:00:00Z", null, "run", 1),
        window("2026-01-03T00:00:00Z", "v1", "run", 2),
        window("2026-01-03T00:00:00Z", "v1", "rerun", 3));

    assertThat(rows(3))
        .extracting(row -> row.getString("model_version") + row.getLong("events"))
        .containsExactlyInAnyOrder("none1", "v12", "v13");
  }

  @Test
  void delayedAveragesHaveATableOfTheirOwn(TestPipeline pipeline) {
    pipeline
        .apply(Create.of(window("2026-01-05T00:00:00Z", "v1", "run", 7)))
        .apply(SavePrecision.delayedInto(KEYSPACE.settings()));
    pipeline.run().waitUntilFinish();

    assertThat(KEYSPACE.query("SELECT events FROM delayed_precision_by_window"))
        .extracting(row -> row.getLong(0))
        .containsExactly(7L);
    assertThat(rows(5)).isEmpty();
  }

  private static void save(TestPipeline pipeline, WindowPrecision... windows) {
    pipeline.apply(Create.of(List.of(windows))).apply(SavePrecision.into(KEYSPACE.settings()));
    pipeline.run().waitUntilFinish();
  }

  private static List<Row> rows(int dayOfJanuary) {
    return KEYSPACE.query(
        "SELECT * FROM precision_by_window WHERE day = ?",
        LocalDate.fromYearMonthDay(2026, 1, dayOfJanuary));
  }

  private static WindowPrecision window(String start, String model, String run, long events) {
    Instant begin = Instant.parse(start);
    return new WindowPrecision(begin, begin.plusSeconds(60), model, run, events, 4, 1.5);
  }
}
