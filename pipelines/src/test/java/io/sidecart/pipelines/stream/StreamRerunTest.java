package io.sidecart.pipelines.stream;

import static io.sidecart.pipelines.stream.StreamSite.KNOWN_USER;
import static io.sidecart.pipelines.stream.StreamSite.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.Row;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.cql.lookup.OwnPurchasesSource;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.kafka.ConsumerGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one run of the stream leaves to the next, what it measures, and what it refuses to begin.
 */
@Tag("pipeline")
@Tag("services")
class StreamRerunTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

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
  void aSecondRunGoesOnWhereTheFirstHasStopped() throws Exception {
    site.events().send(0, event(KNOWN_USER, 10), "not json");
    site.run("--stopAt=end");
    site.events().send(0, event(KNOWN_USER, 11));

    site.run("--stopAt=end");

    assertThat(site.rows()).extracting(StreamSite::place).containsExactly("0/0", "0/2");
    try (ConsumerGroup group = site.group()) {
      assertThat(group.committed()).isEqualTo(Map.of(0, 3L, 1, 0L));
    }
  }

  @Test
  void aReplayRewritesItsRows() throws Exception {
    site.events().send(0, event(KNOWN_USER, 10), event(KNOWN_USER, 11));
    site.run("--stopAt=end");

    site.run("--stopAt=end", "--from=earliest");

    assertThat(site.saved()).hasSize(2);
    assertThat(site.rows()).extracting(StreamSite::place).containsExactly("0/0", "0/1");
  }

  @Test
  void theAverageOfEachWindowIsKept() throws Exception {
    site.publishModel();
    site.events().sendAt(0, 1_700_000_000_000L, event(KNOWN_USER, 10), event(KNOWN_USER, 11));

    site.run("--stopAt=end", "--k=2", "--runId=" + site.events().name());

    assertThat(KEYSPACE.query("SELECT * FROM precision_by_window WHERE day = '2023-11-14'"))
        .filteredOn(row -> row.getString("run").equals(site.events().name()))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getLong("events")).isEqualTo(2);
              assertThat(row.getDouble("precision_sum")).isEqualTo(1.0);
            });
  }

  @Test
  void whatIsBoughtOfTheShownItemsIsMeasuredAfterwards() throws Exception {
    site.publishModel();
    long time = 1_700_000_000_000L;
    site.events().sendAt(0, time, event(KNOWN_USER, 10));
    site.events().sendAt(0, time + 60_000, event(KNOWN_USER, 12));
    site.events().sendAt(0, time + 120_001, event(KNOWN_USER, 11));

    site.run(
        "--stopAt=end",
        "--k=2",
        "--horizon=2m",
        "--horizonUsers=1",
        "--runId=" + site.events().name());

    List<Row> windows =
        KEYSPACE
            .query("SELECT * FROM delayed_precision_by_window WHERE day = '2023-11-14'")
            .stream()
            .filter(row -> row.getString("run").equals(site.events().name()))
            .toList();
    // 12 and 11 are shown each time. The first event is alone in its window: its answer has one
    // hit, 11 is too late. Of the next window the last answer counts, which has none.
    assertThat(windows.stream().mapToLong(row -> row.getLong("events")).sum()).isEqualTo(2);
    assertThat(windows.stream().mapToDouble(row -> row.getDouble("precision_sum")).sum())
        .isEqualTo(0.5);
  }

  @Test
  void whatIsPutInTheCartIsOnRecordForTheNextRunAndOnlyThen() throws Exception {
    int user = 50;
    site.publishModel(user);
    site.events().send(0, event(user, 12));
    site.run("--stopAt=end", "--k=2", "--addOwnPurchases=true");
    site.events().send(0, event(user, 13));

    site.run("--stopAt=end", "--k=2", "--addOwnPurchases=true");

    assertThat(site.rows()).extracting(EnrichedEvent::precisionAtK).containsExactly(null, 0.5);
    site.run("--stopAt=end", "--k=2", "--addOwnPurchases=true", "--from=earliest");
    try (var purchases =
        new OwnPurchasesSource(KEYSPACE.settings()).connect(Duration.ofSeconds(10))) {
      OwnPurchases own = purchases.fetch(user).toCompletableFuture().join().orElseThrow();
      assertThat(IntStream.range(0, own.size()))
          .extracting(item -> own.itemId(item) + " x " + own.timesBought(item))
          .containsExactly("12 x 1", "13 x 1");
    }
  }

  @Test
  void aFolderWithoutADictionaryIsNamed() {
    assertThatThrownBy(() -> site.run("--stopAt=end", "--ids=" + folder))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("there is no dictionary of ids in " + folder);
  }

  @Test
  void aTopicThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> site.run("--stopAt=end", "--topic=no-such-topic"))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("there is no topic 'no-such-topic'");
  }

  @Test
  void aDamagedModelIsNamedBeforeAnythingIsRead() throws Exception {
    String version = site.publishModel();
    site.events().send(0, event(KNOWN_USER, 10));
    Path factors;
    try (Stream<Path> files = Files.walk(folder.resolve("models").resolve(version))) {
      factors =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.write(factors, new byte[] {1, 2, 3});

    assertThatThrownBy(() -> site.run("--stopAt=end"))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(version)
        .hasMessageContaining(factors.getFileName().toString());
    assertThat(site.recommendations().readAll()).isEmpty();
    try (ConsumerGroup group = site.group()) {
      assertThat(group.committed()).isEmpty();
    }
  }
}
