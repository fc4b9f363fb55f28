package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.split.LiveEvent;
import io.sidecart.pipelines.prepare.PreparedTables;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command split. */
@Tag("pipeline")
@Tag("services")
class SplitJobTest extends SplitOnKafka {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

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
}
