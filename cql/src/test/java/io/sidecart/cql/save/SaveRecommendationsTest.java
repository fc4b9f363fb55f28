package io.sidecart.cql.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.GettableByNameData;
import com.datastax.driver.core.Statement;
import com.datastax.driver.core.UDTValue;
import com.datastax.driver.core.exceptions.DriverException;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.Link;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.cql.lookup.OwnPurchasesSource;
import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.UsageException;
import io.sidecart.model.Why;
import io.sidecart.transforms.metrics.MetricValue;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pipeline")
@Tag("services")
@ExtendWith(TestPipelineExtension.class)
class SaveRecommendationsTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  @Test
  void everyColumnIsKept(TestPipeline pipeline) {
    save(pipeline, List.of(row(1, 7, TIME)));

    assertThat(KEYSPACE.query("SELECT * FROM recommendations_latest WHERE user_id = 1"))
        .singleElement()
        .satisfies(row -> isEventSeven(row.getUDTValue("served")))
        .satisfies(row -> isAnswer(row.getUDTValue("served").getUDTValue("answer")));
    assertThat(KEYSPACE.query("SELECT * FROM recommendations_history WHERE user_id = 1"))
        .singleElement()
        .satisfies(SaveRecommendationsTest::isEventSeven)
        .satisfies(row -> isAnswer(row.getUDTValue("answer")));
  }

  @Test
  void partsOfAnAnswerCanBeSelectedByName(TestPipeline pipeline) {
    save(pipeline, List.of(row(9, 7, TIME)));

    assertThat(
            KEYSPACE.query(
                "SELECT served.item_id, served.answer.items FROM recommendations_latest"
                    + " WHERE user_id = 9"))
        .singleElement()
        .satisfies(row -> assertThat(row.getInt(0)).isEqualTo(10))
        .satisfies(row -> assertThat(row.getList(1, Integer.class)).containsExactly(20, 30));
  }

  @Test
  void whatIsUnknownIsKeptAsNull(TestPipeline pipeline) {
    CartEvent event = row(2, 7, TIME).event();
    save(pipeline, List.of(new EnrichedEvent(event, null, List.of(), null, null, Why.BASELINE)));

    assertThat(KEYSPACE.query("SELECT answer FROM recommendations_history WHERE user_id = 2"))
        .singleElement()
        .extracting(row -> row.getUDTValue("answer"))
        .satisfies(
            answer -> {
              assertThat(answer.isNull("precision_at_k")).isTrue();
              assertThat(answer.isNull("model_version")).isTrue();
              assertThat(answer.getString("why")).isEqualTo("baseline");
            });
  }

  @Test
  void theHistoryHasTheNewestFirst(TestPipeline pipeline) {
    save(
        pipeline,
        List.of(row(3, 1, TIME), row(3, 2, TIME.plusSeconds(2)), row(3, 3, TIME.plusSeconds(1))));

    assertThat(offsets("recommendations_history", 3)).containsExactly(2L, 3L, 1L);
    assertThat(offsets("recommendations_latest", 3)).containsExactly(2L);
  }

  @Test
  void theLatestDoesNotGoBackWhenALaterRunBringsAnEarlierEvent(TestPipeline pipeline) {
    RecommendationStatements statements = new RecommendationStatements(false);
    statements
        .of(KEYSPACE.session(), List.of(row(4, 9, TIME.plusMillis(1))))
        .forEach(KEYSPACE.session()::execute);

    save(pipeline, List.of(row(4, 8, TIME), row(4, 7, TIME)));

    assertThat(offsets("recommendations_latest", 4)).containsExactly(9L);
    assertThat(offsets("recommendations_history", 4)).containsExactly(9L, 7L, 8L);
  }

  @Test
  void aReplayAddsNothing(TestPipeline pipeline) {
    List<EnrichedEvent> rows = List.of(row(5, 1, TIME), row(5, 2, TIME));
    RecommendationStatements statements = new RecommendationStatements(false);
    statements.of(KEYSPACE.session(), rows).forEach(KEYSPACE.session()::execute);

    save(pipeline, rows);

    assertThat(offsets("recommendations_history", 5)).containsExactly(1L, 2L);
    assertThat(offsets("recommendations_latest", 5)).containsExactly(2L);
  }

  /** Of either answer some cells are the greater ones, which win where timestamps are equal. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReplayUnderAnotherModelLeavesOneWholeAnswer(boolean swapped) {
    int user = swapped ? 12 : 11;
    EnrichedEvent one = row(user, 1, TIME);
    EnrichedEvent other =
        new EnrichedEvent(
            one.event(), null, List.of(new Recommendation(90, 0.1f)), null, "v0", Why.BASELINE);

    for (EnrichedEvent row : swapped ? List.of(other, one) : List.of(one, other)) {
      for (Statement statement :
          new RecommendationStatements(false).of(KEYSPACE.session(), List.of(row))) {
        // Rows of the history differ in time as a rule; two workers may still meet.
        KEYSPACE.session().execute(statement.setDefaultTimestamp(1));
      }
    }

    UDTValue latest =
        KEYSPACE
            .query("SELECT served.answer FROM recommendations_latest WHERE user_id = ?", user)
            .get(0)
            .getUDTValue(0);
    UDTValue history =
        KEYSPACE
            .query("SELECT answer FROM recommendations_history WHERE user_id = ?", user)
            .get(0)
            .getUDTValue(0);
    List<String> whole = List.of("[20, 30] [0.5, 0.25] 0.4 v1 als", "[90] [0.1] null v0 baseline");
    assertThat(whole).contains(text(latest), text(history));
  }

  @Test
  void aReplayedEventIsAddedToTheOwnPurchasesOnce(TestPipeline pipeline) {
    List<EnrichedEvent> rows = List.of(row(20, 5, TIME), row(20, 6, TIME.plusSeconds(9)));
    KEYSPACE.query(
        "INSERT INTO own_purchases (user_id, origin, item_id, times) VALUES (20, 'history', 10, 3)");
    for (int times = 0; times < 2; times++) {
      new RecommendationStatements(true)
          .of(KEYSPACE.session(), rows)
          .forEach(KEYSPACE.session()::execute);
    }

    pipeline
        .apply(Create.of(rows))
        .apply(SaveRecommendations.into(KEYSPACE.settings()).withOwnPurchases(true));
    pipeline.run().waitUntilFinish();

    try (var connection =
        new OwnPurchasesSource(KEYSPACE.settings()).connect(Duration.ofSeconds(10))) {
      OwnPurchases own = connection.fetch(20).toCompletableFuture().join().orElseThrow();
      assertThat(own.size()).isEqualTo(1);
      assertThat(own.timesBought(0)).isEqualTo(5);
      assertThat(own.firstBought(0)).isEqualTo(TIME.toEpochMilli());
      assertThat(own.lastBought(0)).isEqualTo(TIME.plusSeconds(9).toEpochMilli());
    }
  }

  @Test
  void idsThatAreTextAreKeptBesideTheirNumbers(TestPipeline pipeline) {
    CartEvent event =
        new CartEvent(new EventId("cart", 3, 1), TIME, 21, -1, 1, 1.5, "ann", "85123B");
    EnrichedEvent row =
        new EnrichedEvent(
            event, null, List.of(new Recommendation(0, 1)), null, "v1", Why.ALS, List.of("71053"));

    pipeline
        .apply(Create.of(row))
        .apply(SaveRecommendations.into(KEYSPACE.settings()).withOwnPurchases(true));
    pipeline.run().waitUntilFinish();

    assertThat(KEYSPACE.query("SELECT * FROM recommendations_history WHERE user_id = 21"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.getString("original_user_id")).isEqualTo("ann");
              assertThat(found.getString("original_item_id")).isEqualTo("85123B");
              assertThat(found.getUDTValue("answer").getList("original_ids", String.class))
                  .containsExactly("71053");
            });
    assertThat(KEYSPACE.query("SELECT * FROM recommendations_latest WHERE user_id = 21"))
        .extracting(found -> found.getString("original_user_id"))
        .containsExactly("ann");
    assertThat(KEYSPACE.query("SELECT * FROM own_purchases WHERE user_id = 21")).isEmpty();
  }

  @Test
  void aUserWithoutANumberStandsInTheHistoryAloneByTheText(TestPipeline pipeline) {
    CartEvent event = new CartEvent(new EventId("cart", 3, 1), TIME, -1, 10, 1, 1.5, "eve", null);

    pipeline
        .apply(
            Create.of(
                new EnrichedEvent(
                    event, null, List.of(new Recommendation(0, 1)), null, "v1", Why.FOLD_IN)))
        .apply(SaveRecommendations.into(KEYSPACE.settings()));
    pipeline.run().waitUntilFinish();

    int key = RecommendationStatements.userKey(event);
    assertThat(KEYSPACE.query("SELECT * FROM recommendations_history WHERE user_id = ?", key))
        .extracting(found -> found.getString("original_user_id"))
        .containsExactly("eve");
    assertThat(KEYSPACE.query("SELECT * FROM recommendations_history WHERE user_id = -1"))
        .isEmpty();
    assertThat(KEYSPACE.query("SELECT * FROM recommendations_latest WHERE user_id = ?", key))
        .isEmpty();
  }

  @Test
  void rowsOfManyBatchesComeOutInTheirOwnWindows(TestPipeline pipeline) {
    List<TimestampedValue<EnrichedEvent>> rows = new ArrayList<>();
    IntStream.range(0, 1_203)
        .mapToObj(i -> row(600 + i % 50, i, TIME.plusMillis(100L * (1_203 - i))))
        .forEach(row -> rows.add(TimestampedValue.of(row, joda(row.event().eventTime()))));
    org.joda.time.Duration minute = org.joda.time.Duration.standardMinutes(1);

    PCollection<EnrichedEvent> saved =
        pipeline
            .apply(Create.timestamped(rows))
            .apply(Window.into(FixedWindows.of(minute)))
            .apply(SaveRecommendations.into(KEYSPACE.settings()));

    PAssert.that(saved)
        .inWindow(new IntervalWindow(joda(TIME.plusSeconds(60)), minute))
        .containsInAnyOrder(
            rows.stream()
                .map(TimestampedValue::getValue)
                .filter(row -> !row.event().eventTime().isBefore(TIME.plusSeconds(60)))
                .filter(row -> row.event().eventTime().isBefore(TIME.plusSeconds(120)))
                .toList());
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(counter(result, "recommendations.saved")).isEqualTo(1_203);
    assertThat(
            IntStream.range(600, 650)
                .map(user -> offsets("recommendations_history", user).size())
                .sum())
        .isEqualTo(1_203);
  }

  @Test
  void theBundleFailsWhenCassandraIsGoneForLong(TestPipeline pipeline) throws Exception {
    try (Link link = Link.to(KEYSPACE.settings());
        Lease<CassandraSession> shared = CassandraSession.lease(link.settings())) {
      new RecommendationStatements(false).texts().forEach(shared.get()::prepare);
      pipeline
          .apply(Create.of(row(7, 1, TIME)))
          .apply(SaveRecommendations.into(link.settings()).withPatience(Duration.ofSeconds(1)));
      link.cut();

      assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
          .hasRootCauseInstanceOf(DriverException.class)
          .hasStackTraceContaining("SidecartException: Cassandra at ")
          .hasStackTraceContaining("nothing is lost");
    }
  }

  @Test
  void tooLittlePatienceIsRefused() {
    CassandraSettings settings = KEYSPACE.settings();

    assertThatThrownBy(() -> SaveRecommendations.into(settings).withPatience(Duration.ZERO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("PT1S");
  }

  private static void save(TestPipeline pipeline, List<EnrichedEvent> rows) {
    PCollection<EnrichedEvent> saved =
        pipeline.apply(Create.of(rows)).apply(SaveRecommendations.into(KEYSPACE.settings()));
    PAssert.that(saved).containsInAnyOrder(rows);
    pipeline.run().waitUntilFinish();
  }

  private static void isEventSeven(GettableByNameData event) {
    assertThat(event.getInt("item_id")).isEqualTo(10);
    assertThat(event.getString("topic")).isEqualTo("cart");
    assertThat(event.getInt("partition")).isEqualTo(3);
    assertThat(event.getLong("offset")).isEqualTo(7);
    assertThat(event.getTimestamp("event_time").toInstant()).isEqualTo(TIME);
  }

  private static void isAnswer(UDTValue answer) {
    assertThat(text(answer)).isEqualTo("[20, 30] [0.5, 0.25] 0.4 v1 als");
    assertThat(answer.getList("reasons", String.class))
        .containsExactly("bought_before 6", "for_you");
  }

  private static String text(UDTValue answer) {
    return answer.getList("items", Integer.class)
        + " "
        + answer.getList("scores", Float.class)
        + " "
        + answer.getObject("precision_at_k")
        + " "
        + answer.getString("model_version")
        + " "
        + answer.getString("why");
  }

  private static List<Long> offsets(String table, int user) {
    String offset = table.endsWith("latest") ? "served.offset" : "offset";
    return KEYSPACE
        .query("SELECT " + offset + " FROM " + table + " WHERE user_id = ?", user)
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private static long counter(PipelineResult result, String name) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.named("cassandra", name)).build();
    return MetricValue.of(result.metrics().queryMetrics(filter).getCounters().iterator().next());
  }

  private static EnrichedEvent row(int user, long offset, Instant time) {
    return new EnrichedEvent(
        new CartEvent(new EventId("cart", 3, offset), time, user, 10, 1, 1.5),
        null,
        List.of(
            new Recommendation(20, 0.5f, Reason.boughtBefore(6)), new Recommendation(30, 0.25f)),
        0.4,
        "v1",
        Why.ALS);
  }

  private static org.joda.time.Instant joda(Instant time) {
    return org.joda.time.Instant.ofEpochMilli(time.toEpochMilli());
  }
}
