package io.sidecart.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.CartEventJson;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.SidecartException;
import io.sidecart.model.Why;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.ids.IdDictionary;
import io.sidecart.transforms.ids.IdFolder;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.TestTopic;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.TestModels;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job against a real Kafka and a real Cassandra. */
@Tag("pipeline")
@Tag("services")
class StreamJobTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  private static final int KNOWN_USER = 1;
  private static final int UNKNOWN_ITEM = 999_999;
  private static final int UNKNOWN_USER = 99;

  @TempDir Path folder;
  private TestTopic events;
  private TestTopic recommendations;
  private TestTopic deadLetters;

  @BeforeAll
  static void fillCassandra() {
    KEYSPACE.query(
        "INSERT INTO item_features (item_id, department, category) VALUES (10, 'D', 'C')");
    KEYSPACE.query(
        "INSERT INTO own_purchases (user_id, origin, item_id, times) VALUES (1, 'history', 12, 3)");
    for (int position = 0; position < 5; position++) {
      KEYSPACE.query(
          "INSERT INTO baseline (name, position, item_id) VALUES ('top_5', ?, ?)",
          position,
          100 + position);
    }
  }

  @BeforeEach
  void makeTopics() throws Exception {
    events = TestTopic.create(2);
    recommendations = TestTopic.create(1);
    deadLetters = TestTopic.create(1);
  }

  @Test
  void everyMessageEndsInEverySinkOrAmongTheDeadLetters() throws Exception {
    publishModel();
    events.send(0, event(KNOWN_USER, 10), "not json", event(KNOWN_USER, 11));
    events.send(1, event(UNKNOWN_USER, 10), "{}");

    run("--stopAt=end");

    assertThat(rows()).extracting(StreamJobTest::place).containsExactly("0/0", "0/2", "1/0");
    assertThat(recommendations.readAll()).hasSize(3);
    assertThat(saved())
        .extracting(row -> row.getInt("partition") + "/" + row.getLong("offset"))
        .containsExactlyInAnyOrder("0/0", "0/2", "1/0");
    assertThat(deadLetters.readAll())
        .extracting(letter -> header(letter, "sidecart-reason"))
        .containsExactlyInAnyOrder("not-json", "missing-field");
  }

  @Test
  void aKnownUserIsServedByTheModel() throws Exception {
    String version = publishModel();
    events.send(0, event(KNOWN_USER, 10));

    run("--stopAt=end", "--k=2");

    EnrichedEvent row = rows().get(0);
    assertThat(row.why()).isEqualTo(Why.ALS);
    assertThat(row.modelVersion()).isEqualTo(version);
    assertThat(row.recommendations()).extracting(item -> item.itemId()).containsExactly(12, 11);
    assertThat(row.precisionAtK()).isEqualTo(0.5);
    assertThat(row.features().category()).isEqualTo("C");
  }

  @Test
  void anUnknownUserWithAnUnknownItemIsServedTheBaseline() throws Exception {
    publishModel();
    events.send(0, event(UNKNOWN_USER, UNKNOWN_ITEM));

    run("--stopAt=end");

    EnrichedEvent row = rows().get(0);
    assertThat(row.why()).isEqualTo(Why.BASELINE);
    assertThat(row.modelVersion()).isNull();
    assertThat(row.recommendations())
        .extracting(item -> item.itemId())
        .containsExactly(100, 101, 102, 103, 104);
    assertThat(row.precisionAtK()).isNull();
  }

  @Test
  void anUnknownUserIsServedByWhatIsInTheCart() throws Exception {
    publishModel();
    events.send(0, event(UNKNOWN_USER, 10));

    run("--stopAt=end");

    EnrichedEvent row = rows().get(0);
    assertThat(row.why()).isEqualTo(Why.FOLD_IN);
    assertThat(row.modelVersion()).isNotNull();
    assertThat(row.recommendations()).extracting(item -> item.itemId()).containsExactly(12, 11);
  }

  @Test
  void beforeTheFirstModelTheBaselineServesEverybody() throws Exception {
    events.send(0, event(KNOWN_USER, 10));

    run("--stopAt=end");

    assertThat(rows()).extracting(EnrichedEvent::why).containsExactly(Why.BASELINE);
  }

  @Test
  void theRecommendationsTopicIsKeyedByUserAndNamesTheSource() throws Exception {
    publishModel();
    events.send(1, event(KNOWN_USER, 10));

    run("--stopAt=end");

    ConsumerRecord<String, byte[]> message = recommendations.readAll().get(0);
    JsonNode json = new ObjectMapper().readTree(message.value());
    assertThat(message.key()).isEqualTo("1");
    assertThat(header(message, EventId.HEADER)).isEqualTo(events.name() + "/1/0");
    assertThat(json.get("recommendations").get(0).get("item_id").intValue()).isEqualTo(12);
  }

  @Test
  void aDeadLetterCarriesTheRawBytesAndItsSource() throws Exception {
    events.send(1, event(KNOWN_USER, 10), "{\"user_id\":\"x\"}");

    run("--stopAt=end");

    ConsumerRecord<String, byte[]> letter = deadLetters.readAll().get(0);
    assertThat(new String(letter.value(), UTF_8)).isEqualTo("{\"user_id\":\"x\"}");
    assertThat(header(letter, "sidecart-partition")).isEqualTo("1");
    assertThat(header(letter, "sidecart-offset")).isEqualTo("1");
    assertThat(header(letter, "sidecart-detail")).contains("user_id");
  }

  @Test
  void aSecondRunGoesOnWhereTheFirstHasStopped() throws Exception {
    events.send(0, event(KNOWN_USER, 10), "not json");
    run("--stopAt=end");
    events.send(0, event(KNOWN_USER, 11));

    run("--stopAt=end");

    assertThat(rows()).extracting(StreamJobTest::place).containsExactly("0/0", "0/2");
    try (ConsumerGroup group = ConsumerGroup.open(events.settings(), events.name(), groupName())) {
      assertThat(group.committed()).isEqualTo(Map.of(0, 3L, 1, 0L));
    }
  }

  @Test
  void aReplayRewritesItsRows() throws Exception {
    events.send(0, event(KNOWN_USER, 10), event(KNOWN_USER, 11));
    run("--stopAt=end");

    run("--stopAt=end", "--from=earliest");

    assertThat(saved()).hasSize(2);
    assertThat(rows()).extracting(StreamJobTest::place).containsExactly("0/0", "0/1");
  }

  @Test
  void theAverageOfEachWindowIsKept() throws Exception {
    publishModel();
    events.sendAt(0, 1_700_000_000_000L, event(KNOWN_USER, 10), event(KNOWN_USER, 11));

    run("--stopAt=end", "--k=2", "--runId=" + events.name());

    assertThat(KEYSPACE.query("SELECT * FROM precision_by_window WHERE day = '2023-11-14'"))
        .filteredOn(row -> row.getString("run").equals(events.name()))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getLong("events")).isEqualTo(2);
              assertThat(row.getDouble("precision_sum")).isEqualTo(1.0);
            });
  }

  @Test
  void whatIsBoughtOfTheShownItemsIsMeasuredAfterwards() throws Exception {
    publishModel();
    long time = 1_700_000_000_000L;
    events.sendAt(0, time, event(KNOWN_USER, 10));
    events.sendAt(0, time + 60_000, event(KNOWN_USER, 12));
    events.sendAt(0, time + 120_001, event(KNOWN_USER, 11));

    run("--stopAt=end", "--k=2", "--horizon=2m", "--horizonUsers=1", "--runId=" + events.name());

    List<Row> windows =
        KEYSPACE
            .query("SELECT * FROM delayed_precision_by_window WHERE day = '2023-11-14'")
            .stream()
            .filter(row -> row.getString("run").equals(events.name()))
            .toList();
    // 12 and 11 are shown each time. The first event is alone in its window: its answer has one
    // hit,
    // 11 is too late. Of the next window the last answer counts, which has none.
    assertThat(windows.stream().mapToLong(row -> row.getLong("events")).sum()).isEqualTo(2);
    assertThat(windows.stream().mapToDouble(row -> row.getDouble("precision_sum")).sum())
        .isEqualTo(0.5);
  }

  @Test
  void whatIsPutInTheCartIsOnRecordForTheNextRunAndOnlyThen() throws Exception {
    int user = 50;
    publishModel(user);
    events.send(0, event(user, 12));
    run("--stopAt=end", "--k=2", "--addOwnPurchases=true");
    events.send(0, event(user, 13));

    run("--stopAt=end", "--k=2", "--addOwnPurchases=true");

    assertThat(rows()).extracting(EnrichedEvent::precisionAtK).containsExactly(null, 0.5);
    run("--stopAt=end", "--k=2", "--addOwnPurchases=true", "--from=earliest");
    assertThat(KEYSPACE.query("SELECT item_id, times FROM own_purchases WHERE user_id = ?", user))
        .extracting(row -> row.getInt(0) + " x " + row.getInt(1))
        .containsExactlyInAnyOrder("12 x 1", "13 x 1");
  }

  @Test
  void idsThatAreTextGoThroughAsTheShopKnowsThem() throws Exception {
    publishModel();
    List<String> texts = IntStream.rangeClosed(0, 104).mapToObj(i -> i + "A").toList();
    new IdFolder(folder.toString()).items().write(IdDictionary.of(texts));
    events.send(
        0,
        "{\"user_id\":1,\"item_id\":\"10A\",\"quantity\":1,\"sales_value\":2}",
        "{\"user_id\":1,\"item_id\":\"new\",\"quantity\":1,\"sales_value\":2}");

    run("--stopAt=end", "--k=2", "--ids=" + folder);

    assertThat(rows())
        .extracting(row -> row.event().originalItemId())
        .containsExactly("10A", "new");
    assertThat(rows()).extracting(row -> row.event().itemId()).containsExactly(10, -1);
    assertThat(rows().get(0).features()).isNotNull();
    assertThat(rows().get(1).features()).isNull();
    JsonNode json = new ObjectMapper().readTree(recommendations.readAll().get(1).value());
    assertThat(json.get("item_id").asText()).isEqualTo("new");
    assertThat(json.at("/recommendations/0/item_id").asText()).isEqualTo("12A");
    assertThat(saved())
        .extracting(row -> row.getString("original_item_id"))
        .containsExactlyInAnyOrder("10A", "new");
    assertThat(deadLetters.readAll()).isEmpty();
  }

  @Test
  void aFolderWithoutADictionaryIsNamed() {
    assertThatThrownBy(() -> run("--stopAt=end", "--ids=" + folder))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("there is no dictionary of ids in " + folder);
  }

  @Test
  void aTopicThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> run("--stopAt=end", "--topic=no-such-topic"))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("there is no topic 'no-such-topic'");
  }

  @Test
  void aDamagedModelIsNamedBeforeAnythingIsRead() throws Exception {
    String version = publishModel();
    events.send(0, event(KNOWN_USER, 10));
    Path factors;
    try (Stream<Path> files = Files.walk(folder.resolve("models").resolve(version))) {
      factors =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.write(factors, new byte[] {1, 2, 3});

    assertThatThrownBy(() -> run("--stopAt=end"))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(version)
        .hasMessageContaining(factors.getFileName().toString());
    assertThat(recommendations.readAll()).isEmpty();
    try (ConsumerGroup group = ConsumerGroup.open(events.settings(), events.name(), groupName())) {
      assertThat(group.committed()).isEmpty();
    }
  }

  @Test
  void anEmptyTopicIsDoneAtOnce() throws Exception {
    run("--stopAt=end");

    assertThat(rows()).isEmpty();
  }

  private void run(String... more) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("--bootstrapServers=" + events.settings().bootstrapServers());
    arguments.add("--cassandra=" + KEYSPACE.settings().contactPoints());
    arguments.add("--keyspace=" + KEYSPACE.settings().keyspace());
    arguments.add("--group=" + groupName());
    arguments.add("--recommendationsTopic=" + recommendations.name());
    arguments.add("--deadLetterTopic=" + deadLetters.name());
    arguments.add("--models=" + folder.resolve("models"));
    arguments.add("--output=" + folder.resolve("enriched"));
    // The tests share what is on record.
    arguments.add("--addOwnPurchases=" + List.of(more).contains("--addOwnPurchases=true"));
    arguments.addAll(List.of(more));
    arguments.remove("--addOwnPurchases=true");
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--topic="))) {
      arguments.add("--topic=" + events.name());
    }
    new StreamJob().run(TestOptions.of(StreamOptions.class, folder, arguments));
  }

  private String groupName() {
    return "group-of-" + events.name();
  }

  /** User 1 likes item 12 best, then 11, then 10. */
  private String publishModel() throws IOException {
    return publishModel(KNOWN_USER);
  }

  private String publishModel(int user) throws IOException {
    ModelStore store = ModelStore.at(folder.resolve("models").toString());
    Factors users = Factors.builder(1).add(user, 1).build();
    Factors items = Factors.builder(1).add(10, 0.1f).add(11, 0.2f).add(12, 0.3f).build();
    return TestModels.publish(store, users, items).version();
  }

  private static String event(int user, int item) {
    return CartEventJson.write(user, item, 1, 4.99);
  }

  /** What readers see, each identity once, in order. */
  private List<EnrichedEvent> rows() throws IOException {
    Path output = folder.resolve("enriched");
    if (!Files.exists(output)) {
      return List.of();
    }
    List<EnrichedEvent> rows = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(output)) {
      for (Path path : paths.filter(each -> each.toString().endsWith(".parquet")).toList()) {
        try (ParquetRows file =
            ParquetFiles.read(
                Storages.of(path.toString()), path.toString(), EnrichedEventRows.SCHEMA)) {
          for (GenericRecord row = file.next(); row != null; row = file.next()) {
            rows.add(EnrichedEventRows.ofRow(row));
          }
        }
      }
    }
    return rows.stream().sorted((a, b) -> a.event().id().compareTo(b.event().id())).toList();
  }

  private List<Row> saved() {
    return KEYSPACE.query("SELECT * FROM recommendations_history").stream()
        .filter(row -> row.getString("topic").equals(events.name()))
        .toList();
  }

  private static String place(EnrichedEvent row) {
    return row.event().id().partition() + "/" + row.event().id().offset();
  }

  private static String header(ConsumerRecord<String, byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
