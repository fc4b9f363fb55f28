package io.sidecart.cql.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.cql.own.OwnEvent;
import io.sidecart.cql.own.OwnEvents;
import io.sidecart.cql.schema.Replication;
import io.sidecart.cql.schema.Schema;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.UserOfModel;
import io.sidecart.transforms.lookup.FailureKind;
import io.sidecart.transforms.lookup.LookUpSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("services")
class LookUpSourcesTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  private static final OwnEvent LAST = new OwnEvent(9, 40, LATE.toEpochMilli());

  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  @Test
  void featuresAreFoundByItem() {
    KEYSPACE.query(
        "INSERT INTO item_features (item_id, department, category) VALUES (?, ?, ?)",
        7,
        "GROCERY",
        "SOFT DRINKS");

    assertThat(fetch(new ItemFeaturesSource(KEYSPACE.settings()), 7))
        .contains(new ItemFeatures(7, "GROCERY", "SOFT DRINKS"));
  }

  @Test
  void anUnknownItemHasNone() {
    assertThat(fetch(new ItemFeaturesSource(KEYSPACE.settings()), 8)).isEmpty();
  }

  @Test
  void purchasesOfAllOriginsAddUp() {
    purchase(1, "history", 20, 3, EARLY);
    purchase(1, "history", 10, 1, null);
    purchase(1, "cart/0/7", 20, 1, LATE);
    purchase(1, "cart/0/9", 30, 1, LATE);

    assertThat(fetch(new OwnPurchasesSource(KEYSPACE.settings()), 1))
        .contains(
            OwnPurchases.of(
                List.of(
                    new OwnItem(10, 1, null),
                    new OwnItem(20, 1, LATE).plus(new OwnItem(20, 3, EARLY)),
                    new OwnItem(30, 1, LATE))));
  }

  @Test
  void rowsOfSeveralEventsMayOverlap() {
    purchase(3, "history", 20, 2, EARLY);
    purchase(3, "cart/0/7", 20, 1, LATE);
    several(3, "cart/0/7-9", 20, new OwnEvent(8, 30, LATE.toEpochMilli()), LAST);
    several(3, "cart/0/8-9", 30, LAST);
    several(3, "cart/1/8-9", 30, LAST);

    assertThat(fetch(new OwnPurchasesSource(KEYSPACE.settings()), 3).orElseThrow())
        .satisfies(
            own -> {
              assertThat(own.size()).isEqualTo(3);
              assertThat(own.timesBought(0)).as("20: history and 0/7").isEqualTo(3);
              assertThat(own.timesBought(1)).as("30: 0/8 and 1/8").isEqualTo(2);
              assertThat(own.timesBought(2)).as("40: 0/9 and 1/9").isEqualTo(2);
            });
  }

  @Test
  void theEventsOfATopicThatWasMadeAnewAreOthers() {
    // Given: offset 8 of the topic, and offset 8 of the one that took its place
    several(4, "cart/0/7-8", 20, new OwnEvent(8, 30, EARLY.toEpochMilli()));
    several(4, "cart/0/8-9", 40, LAST);

    assertThat(fetch(new OwnPurchasesSource(KEYSPACE.settings()), 4).orElseThrow())
        .satisfies(
            own -> {
              assertThat(own.size()).isEqualTo(3);
              assertThat(own.timesBought(1)).as("30: 0/8 of the first").isEqualTo(1);
              assertThat(own.timesBought(2)).as("40: 0/8 of the second, and 0/9").isEqualTo(2);
            });
  }

  @Test
  void ofTooManyRowsTheHistoryAndTheNewestEventsCount() {
    purchase(5, "cart/0/17", 40, 1, LATE);
    purchase(5, "cart/0/18", 50, 1, LATE);
    several(5, "cart/0/19-20", 60, new OwnEvent(20, 10, LATE.toEpochMilli()));
    purchase(5, "history", 10, 2, EARLY);
    purchase(5, "history", 20, 1, EARLY);

    List<String> cuts = new ArrayList<>();
    assertThat(fetchAtMost(4, 5, cuts::add).items())
        .extracting(OwnItem::itemId, OwnItem::timesBought)
        .containsExactly(tuple(10, 3), tuple(20, 1), tuple(50, 1), tuple(60, 1));
    assertThat(cuts)
        .containsExactly(
            "Cassandra at %s has more than 4 rows of it, 4 count"
                .formatted(KEYSPACE.settings().contactPoints()));
    assertThat(fetchAtMost(5, 5, cuts::add).size()).as("with the last row").isEqualTo(5);
    assertThat(cuts).hasSize(1);
  }

  private static OwnPurchases fetchAtMost(int rows, int user, Consumer<String> cut) {
    try (LookUpSource.Connection<Integer, OwnPurchases> connection =
        new OwnPurchasesSource(KEYSPACE.settings()).connect(Duration.ofSeconds(10), rows)) {
      return connection.fetch(user, cut).toCompletableFuture().join().orElseThrow();
    }
  }

  @Test
  void aUserWithoutPurchasesHasNone() {
    assertThat(fetch(new OwnPurchasesSource(KEYSPACE.settings()), 2)).isEmpty();
  }

  @Test
  void manyPurchasesAreRememberedLonger() {
    Duration usual = Duration.ofMinutes(1);
    try (LookUpSource.Connection<Integer, OwnPurchases> connection =
        new OwnPurchasesSource(KEYSPACE.settings()).connect(Duration.ofSeconds(10))) {
      assertThat(connection.timeToLive(purchasesOf(100), usual)).isEqualTo(usual);
      assertThat(connection.timeToLive(purchasesOf(250), usual)).hasSeconds(150);
      assertThat(connection.timeToLive(OwnPurchases.of(List.of(new OwnItem(1, 250, LATE))), usual))
          .as("one item, bought often")
          .hasSeconds(150);
      assertThat(connection.timeToLive(purchasesOf(5_000), usual)).hasMinutes(10);
    }
  }

  @Test
  void purchasesOfManyItemsTakeMorePlaceInTheCache() {
    try (LookUpSource.Connection<Integer, OwnPurchases> connection =
        new OwnPurchasesSource(KEYSPACE.settings()).connect(Duration.ofSeconds(10))) {
      assertThat(connection.weight(purchasesOf(1))).isEqualTo(1);
      assertThat(connection.weight(purchasesOf(99))).isEqualTo(1);
      assertThat(connection.weight(purchasesOf(250))).isEqualTo(3);
    }
  }

  private static OwnPurchases purchasesOf(int items) {
    return OwnPurchases.of(
        IntStream.range(0, items).mapToObj(item -> new OwnItem(item, 1, LATE)).toList());
  }

  @Test
  void baselinesComeInTheOrderOfTheirPositions() {
    baseline("top_5", 1, 11);
    baseline("top_5", 0, 12);
    baseline("random_5", 0, 13);

    assertThat(Baselines.read(KEYSPACE.settings()))
        .isEqualTo(new Baselines(List.of(13), List.of(12, 11)));
  }

  @Test
  void aSourceWithoutASchemaSaysWhatToDo() {
    CassandraSettings missing = TestKeyspace.unused();

    assertThatThrownBy(() -> new OwnPurchasesSource(missing).connect(Duration.ofSeconds(10)))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("./sidecart up or prepare");
  }

  @Test
  void rowsThatCannotBeUsedAreAFailureOfTheirKey() {
    KEYSPACE.query("INSERT INTO item_features (item_id, category) VALUES (?, ?)", 9, "BREAD");

    try (LookUpSource.Connection<Integer, ItemFeatures> connection =
        new ItemFeaturesSource(KEYSPACE.settings()).connect(Duration.ofSeconds(10))) {
      assertThatThrownBy(() -> connection.fetch(9).toCompletableFuture().join())
          .extracting(connection::kindOf)
          .isEqualTo(FailureKind.OF_THE_KEY);
    }
  }

  @Test
  void factorsOfAnotherLengthThanTheModelsAreAFailureOfTheirKey() {
    KEYSPACE.query(
        "INSERT INTO user_factors (user_id, model_version, factors) VALUES (1, 'v1', 0x00000000)");

    try (LookUpSource.Connection<UserOfModel, FactorVector> connection =
        new UserFactorsSource(KEYSPACE.settings()).connect(Duration.ofSeconds(10))) {
      UserOfModel user = new UserOfModel(1, "v1", 2);
      assertThatThrownBy(() -> connection.fetch(user).toCompletableFuture().join())
          .extracting(connection::kindOf)
          .isEqualTo(FailureKind.OF_THE_KEY);
    }
  }

  @Test
  void aTableThatIsGoneIsNoFailureOfAKey() {
    CassandraSettings settings = TestKeyspace.unused();
    Schema.apply(settings, Replication.oneNode());
    try (LookUpSource.Connection<Integer, ItemFeatures> connection =
        new ItemFeaturesSource(settings).connect(Duration.ofSeconds(10))) {
      TestKeyspace.drop(settings);

      assertThatThrownBy(() -> connection.fetch(1).toCompletableFuture().join())
          .extracting(connection::kindOf)
          // The driver may report it as of no node that answered, which is worth a retry.
          .isNotEqualTo(FailureKind.OF_THE_KEY);
      assertThat(connection.storeName()).isEqualTo("Cassandra at " + settings.contactPoints());
    }
  }

  private static <V> Optional<V> fetch(LookUpSource<Integer, V> source, int key) {
    try (LookUpSource.Connection<Integer, V> connection = source.connect(Duration.ofSeconds(10))) {
      return connection.fetch(key).toCompletableFuture().join();
    }
  }

  private static void purchase(int user, String origin, int item, int times, Instant last) {
    KEYSPACE.query(
        "INSERT INTO own_purchases (user_id, origin, item_id, times, last_bought)"
            + " VALUES (?, ?, ?, ?, ?)",
        user,
        origin,
        item,
        times,
        last == null ? null : Date.from(last));
  }

  private static void several(int user, String origin, int firstItem, OwnEvent... more) {
    KEYSPACE
        .session()
        .execute(
            KEYSPACE
                .session()
                .prepare(
                    "INSERT INTO {keyspace}.own_purchases"
                        + " (user_id, origin, item_id, times, last_bought, more)"
                        + " VALUES (?, ?, ?, 1, ?, ?)")
                .bind(user, origin, firstItem, Date.from(LATE))
                .setBytesUnsafe(4, OwnEvents.encode(List.of(more))));
  }

  private static void baseline(String name, int position, int item) {
    KEYSPACE.query(
        "INSERT INTO baseline (name, position, item_id) VALUES (?, ?, ?)", name, position, item);
  }
}
