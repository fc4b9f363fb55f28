package io.sidecart.pipelines.stream;

import static io.sidecart.pipelines.stream.StreamSite.KNOWN_USER;
import static io.sidecart.pipelines.stream.StreamSite.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.SidecartException;
import io.sidecart.model.Why;
import io.sidecart.pipelines.publish.FactorLoading;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User factors in memory and in Cassandra, by the whole job on real servers. */
@Tag("pipeline")
@Tag("services")
class UserFactorsStreamTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  /** More than the model knows. */
  private static final int USERS = RandomModels.USERS + 10;

  @TempDir Path folder;
  private StreamSite site;
  private ModelStore store;

  @BeforeAll
  static void fillCassandra() {
    StreamSite.fill(KEYSPACE);
    for (int user = 2; user < USERS; user += 3) {
      KEYSPACE.query(
          "INSERT INTO own_purchases (user_id, origin, item_id, times) VALUES (?, 'history', ?, 2)",
          user,
          user);
    }
  }

  @BeforeEach
  void makeTopics() throws Exception {
    site = StreamSite.create(folder, KEYSPACE);
    store = ModelStore.at(folder.resolve("models").toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsAreTheSameToTheLastBit(boolean learned) throws Exception {
    // given: two events of each user
    load(RandomModels.publish(store, learned));
    site.events().send(0, events(10));
    site.events().send(1, events(20));

    // when
    site.run("--stopAt=end", "--from=earliest", "--userFactors=memory");
    List<EnrichedEvent> inMemory = site.rows();
    deleteRows();
    site.run("--stopAt=end", "--from=earliest", "--userFactors=cassandra");

    // then
    assertThat(site.rows()).hasSize(2 * USERS).isEqualTo(inMemory);
    assertThat(inMemory)
        .extracting(EnrichedEvent::why)
        .containsOnly(learned ? Why.RANKED : Why.ALS, Why.FOLD_IN);
    assertThat(inMemory)
        .filteredOn(row -> row.event().userId() < RandomModels.USERS)
        .extracting(EnrichedEvent::why)
        .doesNotContain(Why.FOLD_IN);
  }

  @Test
  void aModelWhoseFactorsAreNotLoadedIsNamedBeforeAnythingIsRead() throws Exception {
    String version = site.publishModel();
    site.events().send(0, event(KNOWN_USER, 10));

    assertThatThrownBy(() -> site.run("--stopAt=end", "--userFactors=cassandra"))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "The user factors of model %s are not in Cassandra at %s: ./sidecart models load-factors"
                    .formatted(version, KEYSPACE.settings().contactPoints())
                + " %s puts them there".formatted(version));
    assertThat(site.recommendations().readAll()).isEmpty();
    try (ConsumerGroup group = site.group()) {
      assertThat(group.committed()).isEmpty();
    }
  }

  @Test
  void beforeTheFirstModelTheBaselineServesEverybody() throws Exception {
    site.events().send(0, event(KNOWN_USER, 10));

    site.run("--stopAt=end", "--userFactors=cassandra");

    assertThat(site.rows()).extracting(EnrichedEvent::why).containsExactly(Why.BASELINE);
  }

  @Test
  void aVectorThatCannotBeReadLeavesItsUserUnknown() throws Exception {
    String version = site.publishModel();
    load(version);
    KEYSPACE.query(
        "UPDATE user_factors SET factors = 0x00 WHERE user_id = 1 AND model_version = ?", version);
    site.events().send(0, event(KNOWN_USER, 10));

    site.run("--stopAt=end", "--userFactors=cassandra");

    assertThat(site.rows()).extracting(EnrichedEvent::why).containsExactly(Why.FOLD_IN);
  }

  private void load(String version) throws IOException {
    new FactorLoading(store, KEYSPACE.settings(), line -> {}).prepare(version);
  }

  private static String[] events(int cart) {
    return IntStream.range(0, USERS)
        .mapToObj(user -> event(user, (user + cart) % RandomModels.ITEMS))
        .toArray(String[]::new);
  }

  private void deleteRows() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("enriched"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
