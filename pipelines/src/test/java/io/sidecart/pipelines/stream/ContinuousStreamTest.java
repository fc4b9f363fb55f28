package io.sidecart.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.CartEventJson;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.factors.Factors;
import io.sidecart.transforms.Await;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A stream that goes on until it is stopped: from Kafka through every sink, on real servers. */
@Tag("pipeline")
@Tag("services")
@Timeout(240)
class ContinuousStreamTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  private static final int USERS = 10;

  @TempDir Path folder;

  /** What each version recommends to everybody. */
  private final Map<String, List<Recommendation>> answers =
      new HashMap<>(
          Map.of(RunningStream.NO_MODEL, List.of(new Recommendation(90, 1, Reason.POPULAR))));

  @BeforeAll
  static void loadTheBaseline() {
    KEYSPACE.query("INSERT INTO baseline (name, position, item_id) VALUES ('top_5', 0, 90)");
  }

  @Test
  void eachEventPassesEachStepAndReachesEachSinkOnce() throws Exception {
    String version = publish(10);
    try (RunningStream stream = RunningStream.start(folder, KEYSPACE.settings())) {
      // More than makes a file at once, fewer than do, and no events.
      stream.events().send(0, events(700));
      stream.events().send(1, events(300));
      stream.events().send(1, "not json", "{}");
      stream.awaitAllCommitted();
      Await.until("the averages are saved", () -> eventsMeasured(stream) >= 1_000);

      assertThat(stream.rows()).extracting(row -> row.event().id()).doesNotHaveDuplicates();
      assertThat(stream.rows())
          .hasSize(1_000)
          .extracting(EnrichedEvent::modelVersion)
          .containsOnly(version);
      assertThat(stream.recommendations().readAll())
          .hasSize(1_000)
          .extracting(
              message -> new String(message.headers().lastHeader(EventId.HEADER).value(), UTF_8))
          .doesNotHaveDuplicates();
      assertThat(stream.deadLetters().readAll()).hasSize(2);
      assertThat(eventsMeasured(stream)).isEqualTo(1_000);
      assertThat(stream.counters())
          .containsEntry("events.parsed", 1_000L)
          .containsEntry("events.dead_letter", 2L)
          .containsEntry("served.model", 1_000L)
          .containsEntry("messages.published", 1_002L)
          .containsEntry("recommendations.saved", 1_000L)
          .containsEntry("parquet.rows", 1_000L)
          .satisfies(counters -> assertThat(lookUps(counters, "own_purchases")).isEqualTo(1_000))
          .satisfies(counters -> assertThat(lookUps(counters, "item_features")).isEqualTo(1_000));
    }
  }

  @Test
  void aModelThatIsPublishedTakesOverWhileEventsComeInAndARollbackTakesItBack() throws Exception {
    try (RunningStream stream = RunningStream.start(folder, KEYSPACE.settings());
        Traffic traffic = Traffic.start(stream, () -> events(20))) {
      Set<EventId> beforeFirst = stream.awaitServed(RunningStream.NO_MODEL);
      String first = publish(10);
      Set<EventId> beforeSecond = stream.awaitServed(first);
      String second = publish(20);
      stream.awaitServed(second);
      traffic.close();
      stream.awaitAllCommitted();
      Set<EventId> beforeLast = stream.awaitServed(second);
      stream.events().send(1, events(50));
      stream.awaitAllCommitted();

      List<EnrichedEvent> rows = stream.rows();
      assertThat(rows)
          .hasSize(stream.events().readAll().size())
          .allSatisfy(
              row ->
                  assertThat(items(row.recommendations()))
                      .isEqualTo(items(answers.get(RunningStream.version(row)))))
          .extracting(row -> row.event().id())
          .doesNotHaveDuplicates();
      assertThat(rows)
          .filteredOn(row -> beforeFirst.contains(row.event().id()))
          .extracting(RunningStream::version)
          .containsOnly(RunningStream.NO_MODEL);
      assertThat(rows)
          .filteredOn(row -> beforeSecond.contains(row.event().id()))
          .extracting(RunningStream::version)
          .containsOnly(RunningStream.NO_MODEL, first);
      assertThat(rows)
          .filteredOn(row -> !beforeLast.contains(row.event().id()))
          .hasSize(50)
          .extracting(RunningStream::version)
          .containsOnly(second);

      ModelStore.at(folder.resolve("models").toString()).rollback();

      Await.until("the version before serves again", () -> servesNext(stream).equals(first));
    }
  }

  /** Sends an event and tells what served it. */
  private static String servesNext(RunningStream stream) throws Exception {
    stream.events().send(0, events(1));
    stream.awaitAllCommitted();
    return stream.rows().stream()
        .filter(row -> row.event().id().partition() == 0)
        .max(Comparator.comparing(row -> row.event().id()))
        .map(RunningStream::version)
        .orElseThrow();
  }

  private static List<Integer> items(List<Recommendation> shown) {
    return shown.stream().map(Recommendation::itemId).toList();
  }

  /** Publishes a model that knows each user, and scores this item by its number. */
  private String publish(int item) throws IOException {
    ModelStore store = ModelStore.at(folder.resolve("models").toString());
    Factors.Builder users = Factors.builder(1);
    for (int user = 0; user < USERS; user++) {
      users.add(user, 1);
    }
    Factors items = Factors.builder(1).add(item, item).build();
    String version = TestModels.publish(store, users.build(), items).version();
    answers.put(
        version,
        List.of(new Recommendation(item, item), new Recommendation(90, item - 1, Reason.POPULAR)));
    return version;
  }

  private static String[] events(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> CartEventJson.write(i % USERS, i, 1, 4.99))
        .toArray(String[]::new);
  }

  /** The events in all windows of the run, each window as it stands. */
  private static long eventsMeasured(RunningStream stream) {
    return KEYSPACE.query("SELECT run, events FROM precision_by_window").stream()
        .filter(row -> row.getString("run").equals(stream.runId()))
        .mapToLong(row -> row.getLong("events"))
        .sum();
  }

  private static long lookUps(Map<String, Long> counters, String name) {
    return Stream.of("hits", "negative_hits", "misses")
        .mapToLong(each -> counters.getOrDefault(name + "." + each, 0L))
        .sum();
  }
}
