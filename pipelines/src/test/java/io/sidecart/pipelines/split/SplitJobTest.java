package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.cql.TestKeyspace;
import io.sidecart.data.SampleData;
import io.sidecart.data.SampleSettings;
import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.split.LiveEvent;
import io.sidecart.pipelines.prepare.PrepareJob;
import io.sidecart.pipelines.prepare.PrepareOptions;
import io.sidecart.pipelines.prepare.PreparedTables;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Claim;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command split on a real Kafka, with 1,500 purchases, about half of them live. */
@Tag("pipeline")
@Tag("services")
class SplitJobTest {
  private static final int PURCHASES = 1_500;

  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  @TempDir static Path shared;

  @TempDir Path folder;
  private final String topic = "split-" + UUID.randomUUID();

  @BeforeAll
  static void prepare() throws IOException {
    SampleData.Written sample =
        SampleData.write(shared, SampleSettings.demo().withSize(40, 202, PURCHASES));
    PrepareOptions options = TestPipeline.testingPipelineOptions().as(PrepareOptions.class);
    options.setPurchases(sample.purchases().toString());
    options.setProducts(sample.products().toString());
    options.setOutput(shared + "/prepared");
    options.setLoad(false);
    new PrepareJob().run(options);
  }

  @Test
  void theLiveHalfArrivesByUserInTheOrderOfTime() throws Exception {
    run(options -> {});

    List<Purchase> live = live();
    assertThat(live).hasSizeBetween(PURCHASES * 2 / 5, PURCHASES * 3 / 5);
    List<ConsumerRecord<String, String>> messages = read();
    for (int partition = 0; partition < 2; partition++) {
      assertThat(values(messages, partition))
          .isNotEmpty()
          .isEqualTo(
              live.stream()
                  .filter(isIn(partition))
                  .map(each -> LiveEvent.of(each).json())
                  .toList());
    }
  }

  @Test
  void aMessageIsAnEventOfTheUserWhoIsItsKey() throws Exception {
    run(options -> options.setLimit(100));

    assertThat(read())
        .hasSize(100)
        .allMatch(
            message ->
                message
                    .value()
                    .matches(
                        "\\{\"user_id\":%s,\"item_id\":\\d+,\"quantity\":\\d+,\"sales_value\":[\\d.]+}"
                            .formatted(message.key())));
  }

  @Test
  void anotherRunIsRefusedAndTheTopicStaysAsItWas() throws Exception {
    run(options -> options.setLimit(100));

    assertThatThrownBy(() -> run(options -> options.setLimit(100)))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(topic + " holds 100 messages already");
    assertThat(read()).hasSize(100);
  }

  @Test
  void aRunThatBrokeOffIsResumedToTheSameMessages() throws Exception {
    run(options -> options.setLimit(200));
    List<String> whole = texts(read());
    String other = "split-" + UUID.randomUUID();
    run(options -> limitTo(options, other, 70));

    run(
        options -> {
          limitTo(options, other, 200);
          options.setResume(true);
        });

    assertThat(texts(read(other))).isEqualTo(whole);
  }

  @Test
  void anAppendedRunThatBrokeOffIsResumedBehindWhatWasThere() throws Exception {
    // Given: all of a first replay, and a part of a second one
    run(options -> options.setLimit(200));
    List<ConsumerRecord<String, String>> first = read();
    breakOffAt(
        205,
        options -> {
          options.setLimit(200);
          options.setAppend(true);
          options.setRate(20);
        });
    assertThat(read()).hasSizeBetween(205, 399);

    // When
    run(
        options -> {
          options.setLimit(200);
          options.setResume(true);
        });

    // Then: each partition holds the replay twice, one behind the other
    List<ConsumerRecord<String, String>> both = read();
    for (int partition = 0; partition < 2; partition++) {
      List<String> once = values(first, partition);
      assertThat(values(both, partition))
          .isEqualTo(Stream.concat(once.stream(), once.stream()).toList());
    }
  }

  @Test
  void anAppendedRunThatWasLimitedIsResumedToo() throws Exception {
    run(options -> options.setLimit(50));
    run(
        options -> {
          options.setLimit(70);
          options.setAppend(true);
        });

    run(
        options -> {
          options.setLimit(100);
          options.setResume(true);
        });

    assertThat(read()).hasSize(150);
  }

  @Test
  void aTopicOfSomethingElseIsNotResumed() {
    try (ReplayTopic made = ReplayTopic.open(KafkaSettings.of(servers()), topic)) {
      assertThat(made.ensure(2).messages()).isZero();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "1", "something else"));
    }

    assertThatThrownBy(() -> run(options -> options.setResume(true)))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("does not hold a beginning of this replay");
  }

  @Test
  void aReplayThatIsNotTheOneOfTheTopicReplacesNothing() throws Exception {
    run(options -> options.setLimit(50));
    List<Storage.Entry> history = files("history");

    assertThatThrownBy(
            () ->
                run(
                    options -> {
                      options.setResume(true);
                      options.setSeed(4711);
                    }))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("does not hold a beginning of this replay");
    assertThat(files("history")).isEqualTo(history);
  }

  @Test
  void aTopicWhoseMessagesHaveExpiredIsNotTakenForAnEmptyOne() throws Exception {
    // Given: all that was sent is gone, and may have been read before
    run(options -> options.setLimit(50));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(-1),
                  new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(-1)))
          .all()
          .get();
    }

    // Then
    assertThatThrownBy(() -> run(options -> options.setResume(true)))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("has lost its first messages");
    assertThatThrownBy(() -> run(options -> {}))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(topic + " has lost the messages that it held");
  }

  @Test
  void appendSendsAllOnceMore() throws Exception {
    run(options -> options.setLimit(50));
    run(
        options -> {
          options.setLimit(50);
          options.setAppend(true);
        });

    assertThat(read()).hasSize(100);
  }

  @Test
  void messagesCanCarryTheTimeOfThePurchase() throws Exception {
    run(
        options -> {
          options.setBy("time");
          options.setEventTime("purchase");
        });

    List<ConsumerRecord<String, String>> messages = read();
    assertThat(messages).hasSize(PURCHASES / 2);
    for (int partition = 0; partition < 2; partition++) {
      int wanted = partition;
      assertThat(messages.stream().filter(m -> m.partition() == wanted))
          .extracting(ConsumerRecord::timestamp)
          .isSorted()
          .allMatch(time -> time > 946_684_800_000L);
    }
  }

  @Test
  void kafkaThatIsDownIsNamed() throws IOException {
    Path impatient =
        Files.writeString(
            folder.resolve("kafka.properties"),
            "request.timeout.ms=1000\ndefault.api.timeout.ms=1000");

    assertThatThrownBy(
            () ->
                run(
                    options -> {
                      options.setBootstrapServers("localhost:1");
                      options.setKafkaConfig(impatient.toString());
                    }))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("Kafka at localhost:1 cannot be used");
    assertThat(folder.resolve("history")).doesNotExist();
  }

  @Test
  void aSecondOneOfTheSameHistoryIsRefused() throws Exception {
    String path = folder + "/.history.sending";
    Claim first = Claim.take(Storages.of(path), path).orElseThrow();

    assertThatThrownBy(() -> run(options -> {}))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("another split works with " + folder + "/history");

    first.release();
    run(options -> {});
    assertThat(read()).isNotEmpty();
  }

  @Test
  void purchasesThatAreNotPreparedAreNamed() {
    assertThatThrownBy(() -> run(options -> options.setPrepared(folder + "/none")))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("run ./sidecart prepare first");
  }

  @Test
  void anUnknownWayToSplitIsNamed() {
    assertThatThrownBy(() -> run(options -> options.setBy("magic")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--by must be random or time, but was magic");
  }

  @Test
  void onRecordIsTheHistoryAlone() throws Exception {
    KEYSPACE.query("INSERT INTO own_purchases (user_id, origin, item_id) VALUES (7, 'history', 1)");
    KEYSPACE.query(
        "INSERT INTO own_purchases (user_id, origin, item_id) VALUES (7, ?, 1)", topic + "/0/0");

    run(SplitJobTest::load);

    int history = PURCHASES - read().size();
    assertThat(timesOnRecord()).isEqualTo(history);

    run(
        options -> {
          load(options);
          options.setResume(true);
          options.setOwnPurchases(SplitOptions.OwnPurchases.all);
        });
    assertThat(timesOnRecord()).isEqualTo(PURCHASES);
  }

  private static void load(SplitOptions options) {
    options.setLoad(true);
    options.setCassandra(KEYSPACE.settings().contactPoints());
    options.setKeyspace(KEYSPACE.settings().keyspace());
  }

  private static int timesOnRecord() {
    return KEYSPACE.query("SELECT times FROM own_purchases").stream()
        .mapToInt(row -> row.getInt(0))
        .sum();
  }

  private void run(Consumer<SplitOptions> more) throws IOException, InterruptedException {
    SplitOptions options = TestPipeline.testingPipelineOptions().as(SplitOptions.class);
    options.setBootstrapServers(servers());
    options.setPrepared(shared + "/prepared");
    options.setHistory(folder + "/history");
    options.setTopic(topic);
    options.setLoad(false);
    more.accept(options);
    new SplitJob().run(options);
  }

  /** Interrupts a run once the topic holds so many messages, while it sends more. */
  private void breakOffAt(int messages, Consumer<SplitOptions> more) throws InterruptedException {
    FutureTask<Void> sending =
        new FutureTask<>(
            () -> {
              run(more);
              return null;
            });
    Thread thread = new Thread(sending, "split");
    thread.start();
    read(topic, messages);
    thread.interrupt();
    assertThatThrownBy(sending::get).isInstanceOf(ExecutionException.class);
    thread.join();
  }

  /** What was prepared and is not in the history, in the order of the replay. */
  private List<Purchase> live() throws IOException {
    Set<Long> history = new HashSet<>();
    purchases(folder + "/history").forEach(purchase -> history.add(purchase.line()));
    return purchases(new PreparedTables(shared + "/prepared").purchases()).stream()
        .filter(purchase -> !history.contains(purchase.line()))
        .sorted(Comparator.comparing(Purchase::boughtAt).thenComparingLong(Purchase::line))
        .toList();
  }

  private static List<Purchase> purchases(String folder) throws IOException {
    PurchaseTable table = new PurchaseTable();
    Storage storage = Storages.of(folder);
    List<Purchase> purchases = new ArrayList<>();
    for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), table.schema())) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          purchases.add(table.fromRecord(row));
        }
      }
    }
    return purchases;
  }

  /** Where Kafka's own clients put what has the user as its key. */
  private static Predicate<Purchase> isIn(int partition) {
    return purchase ->
        BuiltInPartitioner.partitionForKey(
                Integer.toString(purchase.userId()).getBytes(StandardCharsets.UTF_8), 2)
            == partition;
  }

  private static List<String> values(List<ConsumerRecord<String, String>> messages, int partition) {
    return messages.stream()
        .filter(message -> message.partition() == partition)
        .map(ConsumerRecord::value)
        .toList();
  }

  private List<Storage.Entry> files(String name) throws IOException {
    String path = folder.resolve(name).toString();
    return Storages.visibleFiles(Storages.of(path), path);
  }

  private static void limitTo(SplitOptions options, String otherTopic, long limit) {
    options.setTopic(otherTopic);
    options.setLimit(limit);
  }

  private List<ConsumerRecord<String, String>> read() {
    return read(topic);
  }

  private static List<ConsumerRecord<String, String>> read(String topic) {
    return read(topic, 0);
  }

  /** All that a topic holds, when it holds so many at least. */
  private static List<ConsumerRecord<String, String>> read(String topic, int atLeast) {
    List<ConsumerRecord<String, String>> messages = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, consumer.partitionsFor(topic).size())
              .mapToObj(p -> new TopicPartition(topic, p))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long total =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (messages.size() < Math.max(total, atLeast)) {
        consumer.poll(Duration.ofSeconds(10)).forEach(messages::add);
      }
    }
    return messages;
  }

  private static List<String> texts(List<ConsumerRecord<String, String>> messages) {
    return messages.stream()
        .map(message -> message.partition() + "/" + message.offset() + " " + message.value())
        .sorted()
        .toList();
  }

  private static String servers() {
    return System.getProperty("sidecart.test.kafka");
  }
}
