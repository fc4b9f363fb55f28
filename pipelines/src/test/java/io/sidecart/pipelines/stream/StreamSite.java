package io.sidecart.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.driver.core.Row;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.CartEventJson;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.factors.Factors;
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
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topics of its own, a folder and a keyspace, for running the whole stream job on. */
final class StreamSite {
  /** Who has bought item 12 three times, and is known to the model. */
  static final int KNOWN_USER = 1;

  private final Path folder;
  private final TestKeyspace keyspace;
  private final TestTopic events;
  private final TestTopic recommendations;
  private final TestTopic deadLetters;

  private StreamSite(
      Path folder,
      TestKeyspace keyspace,
      TestTopic events,
      TestTopic recommendations,
      TestTopic deadLetters) {
    this.folder = folder;
    this.keyspace = keyspace;
    this.events = events;
    this.recommendations = recommendations;
    this.deadLetters = deadLetters;
  }

  static StreamSite create(Path folder, TestKeyspace keyspace) throws Exception {
    return new StreamSite(
        folder, keyspace, TestTopic.create(2), TestTopic.create(1), TestTopic.create(1));
  }

  /** Own purchases of the known user, features of item 10, and a baseline of 100 to 104. */
  static void fill(TestKeyspace keyspace) {
    keyspace.query(
        "INSERT INTO item_features (item_id, department, category) VALUES (10, 'D', 'C')");
    keyspace.query(
        "INSERT INTO own_purchases (user_id, origin, item_id, times) VALUES (1, 'history', 12, 3)");
    for (int position = 0; position < 5; position++) {
      keyspace.query(
          "INSERT INTO baseline (name, position, item_id) VALUES ('top_5', ?, ?)",
          position,
          100 + position);
    }
  }

  TestTopic events() {
    return events;
  }

  TestTopic recommendations() {
    return recommendations;
  }

  TestTopic deadLetters() {
    return deadLetters;
  }

  /** The consumer group of the stream. */
  ConsumerGroup group() {
    return ConsumerGroup.open(events.settings(), events.name(), groupName());
  }

  void run(String... more) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("--bootstrapServers=" + events.settings().bootstrapServers());
    arguments.add("--cassandra=" + keyspace.settings().contactPoints());
    arguments.add("--keyspace=" + keyspace.settings().keyspace());
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

  String groupName() {
    return "group-of-" + events.name();
  }

  /** User 1 likes item 12 best, then 11, then 10. */
  String publishModel() throws IOException {
    return publishModel(KNOWN_USER);
  }

  String publishModel(int user) throws IOException {
    ModelStore store = ModelStore.at(folder.resolve("models").toString());
    Factors users = Factors.builder(1).add(user, 1).build();
    Factors items = Factors.builder(1).add(10, 0.1f).add(11, 0.2f).add(12, 0.3f).build();
    return TestModels.publish(store, users, items).version();
  }

  static String event(int user, int item) {
    return CartEventJson.write(user, item, 1, 4.99);
  }

  /** What readers see, each identity once, in order. */
  List<EnrichedEvent> rows() throws IOException {
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

  List<Row> saved() {
    return keyspace.query("SELECT * FROM recommendations_history").stream()
        .filter(row -> row.getString("topic").equals(events.name()))
        .toList();
  }

  static String place(EnrichedEvent row) {
    return row.event().id().partition() + "/" + row.event().id().offset();
  }

  static String header(ConsumerRecord<String, byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
