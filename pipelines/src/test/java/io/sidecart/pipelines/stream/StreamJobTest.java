package io.sidecart.pipelines.stream;

import static io.sidecart.pipelines.stream.StreamSite.KNOWN_USER;
import static io.sidecart.pipelines.stream.StreamSite.event;
import static io.sidecart.pipelines.stream.StreamSite.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Why;
import io.sidecart.model.ids.IdDictionary;
import io.sidecart.transforms.ids.IdFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of each message, by the whole job against a real Kafka and a real Cassandra. */
@Tag("pipeline")
@Tag("services")
class StreamJobTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  private static final int UNKNOWN_ITEM = 999_999;
  private static final int UNKNOWN_USER = 99;

  @TempDir Path folder;
  private StreamSite site;

  @BeforeAll
  static void fillCassandra() {
    StreamSite.fill(KEYSPACE);
  }

  @BeforeEach
  void makeTopics() throws Exception {
    site = StreamSite.create(folder, KEYSPACE);
  }

  @Test
  void everyMessageEndsInEverySinkOrAmongTheDeadLetters() throws Exception {
    site.publishModel();
    site.events().send(0, event(KNOWN_USER, 10), "not json", event(KNOWN_USER, 11));
    site.events().send(1, event(UNKNOWN_USER, 10), "{}");

    site.run("--stopAt=end");

    assertThat(site.rows()).extracting(StreamSite::place).containsExactly("0/0", "0/2", "1/0");
    assertThat(site.recommendations().readAll()).hasSize(3);
    assertThat(site.saved())
        .extracting(row -> row.getInt("partition") + "/" + row.getLong("offset"))
        .containsExactlyInAnyOrder("0/0", "0/2", "1/0");
    assertThat(site.deadLetters().readAll())
        .extracting(letter -> header(letter, "sidecart-reason"))
        .containsExactlyInAnyOrder("not-json", "missing-field");
  }

  @Test
  void aKnownUserIsServedByTheModel() throws Exception {
    String version = site.publishModel();
    site.events().send(0, event(KNOWN_USER, 10));

    site.run("--stopAt=end", "--k=2");

    EnrichedEvent row = site.rows().get(0);
    assertThat(row.why()).isEqualTo(Why.ALS);
    assertThat(row.modelVersion()).isEqualTo(version);
    assertThat(row.recommendations()).extracting(item -> item.itemId()).containsExactly(12, 11);
    assertThat(row.precisionAtK()).isEqualTo(0.5);
    assertThat(row.features().category()).isEqualTo("C");
  }

  @Test
  void anUnknownUserWithAnUnknownItemIsServedTheBaseline() throws Exception {
    site.publishModel();
    site.events().send(0, event(UNKNOWN_USER, UNKNOWN_ITEM));

    site.run("--stopAt=end");

    EnrichedEvent row = site.rows().get(0);
    assertThat(row.why()).isEqualTo(Why.BASELINE);
    assertThat(row.modelVersion()).isNull();
    assertThat(row.recommendations())
        .extracting(item -> item.itemId())
        .containsExactly(100, 101, 102, 103, 104);
    assertThat(row.precisionAtK()).isNull();
  }

  @Test
  void anUnknownUserIsServedByWhatIsInTheCart() throws Exception {
    site.publishModel();
    site.events().send(0, event(UNKNOWN_USER, 10));

    site.run("--stopAt=end");

    EnrichedEvent row = site.rows().get(0);
    assertThat(row.why()).isEqualTo(Why.FOLD_IN);
    assertThat(row.modelVersion()).isNotNull();
    assertThat(row.recommendations())
        .extracting(item -> item.itemId())
        .as("the model has no more, and best sellers fill the rest")
        .containsExactly(12, 11, 100, 101, 102);
  }

  @Test
  void beforeTheFirstModelTheBaselineServesEverybody() throws Exception {
    site.events().send(0, event(KNOWN_USER, 10));

    site.run("--stopAt=end");

    assertThat(site.rows()).extracting(EnrichedEvent::why).containsExactly(Why.BASELINE);
  }

  @Test
  void theRecommendationsTopicIsKeyedByUserAndNamesTheSource() throws Exception {
    site.publishModel();
    site.events().send(1, event(KNOWN_USER, 10));

    site.run("--stopAt=end");

    ConsumerRecord<String, byte[]> message = site.recommendations().readAll().get(0);
    JsonNode json = new ObjectMapper().readTree(message.value());
    assertThat(message.key()).isEqualTo("1");
    assertThat(header(message, EventId.HEADER)).isEqualTo(site.events().name() + "/1/0");
    assertThat(json.get("recommendations").get(0).get("item_id").intValue()).isEqualTo(12);
  }

  @Test
  void aDeadLetterCarriesTheRawBytesAndItsSource() throws Exception {
    site.events().send(1, event(KNOWN_USER, 10), "{\"user_id\":\"x\"}");

    site.run("--stopAt=end");

    ConsumerRecord<String, byte[]> letter = site.deadLetters().readAll().get(0);
    assertThat(new String(letter.value(), UTF_8)).isEqualTo("{\"user_id\":\"x\"}");
    assertThat(header(letter, "sidecart-partition")).isEqualTo("1");
    assertThat(header(letter, "sidecart-offset")).isEqualTo("1");
    assertThat(header(letter, "sidecart-detail")).contains("user_id");
  }

  @Test
  void idsThatAreTextGoThroughAsTheShopKnowsThem() throws Exception {
    site.publishModel();
    List<String> texts = IntStream.rangeClosed(0, 104).mapToObj(i -> i + "A").toList();
    new IdFolder(folder.toString()).items().write(IdDictionary.of(texts));
    site.events()
        .send(
            0,
            "{\"user_id\":1,\"item_id\":\"10A\",\"quantity\":1,\"sales_value\":2}",
            "{\"user_id\":1,\"item_id\":\"new\",\"quantity\":1,\"sales_value\":2}");

    site.run("--stopAt=end", "--k=2", "--ids=" + folder);

    assertThat(site.rows())
        .extracting(row -> row.event().originalItemId())
        .containsExactly("10A", "new");
    assertThat(site.rows()).extracting(row -> row.event().itemId()).containsExactly(10, -1);
    assertThat(site.rows().get(0).features()).isNotNull();
    assertThat(site.rows().get(1).features()).isNull();
    JsonNode json = new ObjectMapper().readTree(site.recommendations().readAll().get(1).value());
    assertThat(json.get("item_id").asText()).isEqualTo("new");
    assertThat(json.at("/recommendations/0/item_id").asText()).isEqualTo("12A");
    assertThat(site.saved())
        .extracting(row -> row.getString("original_item_id"))
        .containsExactlyInAnyOrder("10A", "new");
    assertThat(site.deadLetters().readAll()).isEmpty();
  }

  @Test
  void aSinkThatIsLeftOutNeedsNoPlace() throws Exception {
    // given: a file stands where rows would go
    Files.writeString(folder.resolve("enriched"), "");
    site.events().send(0, event(KNOWN_USER, 10));

    site.run("--stopAt=end", "--sinks=kafka,cassandra");

    assertThat(site.recommendations().readAll()).hasSize(1);
    assertThat(site.saved()).hasSize(1);
  }

  @Test
  void anEmptyTopicIsDoneAtOnce() throws Exception {
    site.run("--stopAt=end");

    assertThat(site.rows()).isEmpty();
  }
}
