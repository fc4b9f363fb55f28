package io.sidecart.cql.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.cql.factors.UserFactorsLoad.Result;
import io.sidecart.cql.lookup.UserFactorsSource;
import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.UserFactorsId;
import io.sidecart.model.factors.UserOfModel;
import io.sidecart.transforms.lookup.LookUpSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loading the user factors of versions into a real Cassandra, serving by them, removing them. */
@Tag("services")
class UserFactorsTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  private static final String STORE = "/models";
  private static final String STORE_ID = "11111111-1111-1111-1111-111111111111";
  private static final String OTHER_STORE_ID = "22222222-2222-2222-2222-222222222222";
  private static final int MANY = 2 * UserFactorsLoad.BATCH + 5;

  private final CassandraSettings settings = KEYSPACE.settings();
  private final List<Long> progress = new ArrayList<>();

  @BeforeEach
  void emptyTables() {
    KEYSPACE.query("TRUNCATE user_factors");
    KEYSPACE.query("TRUNCATE user_factors_loads");
  }

  @Test
  void whatIsLoadedIsFoundByUserAndVersionToTheLastBit() throws IOException {
    load(id("v1", 3));
    load(id("v2", 2));

    assertThat(fetch(new UserOfModel(2, "v1", 2))).contains(vector("v1", 2));
    assertThat(fetch(new UserOfModel(1, "v2", 2))).contains(vector("v2", 1));
    assertThat(fetch(new UserOfModel(2, "v2", 2))).isEmpty();
    assertThat(fetch(new UserOfModel(2, "v3", 2))).isEmpty();
    assertThat(fetch(new UserOfModel(2, "", 0))).isEmpty();
  }

  @Test
  void aVectorIsRememberedForLongerThanWhatMayChange() {
    try (LookUpSource.Connection<UserOfModel, FactorVector> connection =
        new UserFactorsSource(settings).connect(Duration.ofSeconds(10))) {
      assertThat(connection.timeToLive(vector("v1", 1), Duration.ofMinutes(1)))
          .isGreaterThan(Duration.ofDays(30));
    }
  }

  @Test
  void aVersionMayBeServedOnceAllOfItIsThere() throws IOException {
    UserFactorsId id = id("v1", 3);
    assertThatThrownBy(() -> require(id))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "The user factors of model v1 are not in Cassandra at %s: ./sidecart models load-factors"
                    .formatted(settings.contactPoints())
                + " v1 puts them there");

    load(id);

    assertThatCode(() -> require(id)).doesNotThrowAnyException();
    assertThatCode(
            () ->
                LoadedUserFactors.in(settings)
                    .withPatience(Duration.ofSeconds(1))
                    .requireLoaded(id))
        .doesNotThrowAnyException();
  }

  @Test
  void aLoadThatWasKilledServesNobodyAndIsGoneOnWith() throws IOException {
    // given: the load dies in the second of three batches
    UserFactorsId id = id("v1", MANY);
    assertThatThrownBy(
            () ->
                UserFactorsLoad.load(
                    settings, id, STORE_ID, taker -> give(taker, id, MANY - 10), progress::add))
        .hasMessage("killed");
    assertThatThrownBy(() -> require(id))
        .hasMessageStartingWith("The user factors of model v1 are not all in Cassandra");

    // when
    Result result = load(id);

    // then
    long before = UserFactorsLoad.BATCH;
    assertThat(result).isEqualTo(new Result(before, MANY - before));
    assertThat(progress).containsExactly(before, 2 * before, (long) MANY);
    assertThat(KEYSPACE.query("SELECT count(*) FROM user_factors").get(0).getLong(0))
        .isEqualTo(MANY);
    assertThatCode(() -> require(id)).doesNotThrowAnyException();
  }

  @Test
  void aSecondLoadReadsAndWritesNothing() throws IOException {
    UserFactorsId id = id("v1", 3);
    load(id);

    Result again =
        UserFactorsLoad.load(
            settings,
            id,
            STORE_ID,
            taker -> {
              throw new AssertionError("asked for vectors");
            },
            progress::add);

    assertThat(again).isEqualTo(new Result(3, 0));
  }

  @Test
  void anotherModelOfThatNameIsNeitherLoadedNorServed() throws IOException {
    load(id("v1", 3));
    UserFactorsId other = new UserFactorsId("/elsewhere", "v1", "other files", 3, 2);
    String message =
        "Cassandra at %s has the user factors of another model named v1, loaded from /models: train a new one"
            .formatted(settings.contactPoints());

    assertThatThrownBy(() -> load(other)).hasMessage(message);
    assertThatThrownBy(() -> require(other)).hasMessage(message);
  }

  @Test
  void theSameVersionInAMovedStoreIsServed() throws IOException {
    UserFactorsId id = id("v1", 3);
    load(id);

    assertThatCode(() -> require(new UserFactorsId("/moved", "v1", id.fingerprint(), 3, id.rank())))
        .doesNotThrowAnyException();
  }

  @Test
  void versionsThatLeftTheirStoreAreRemovedAndNoOthers() throws IOException {
    load(id("old", 3));
    load(id("kept", 2));
    load(id("others", 2), OTHER_STORE_ID); // of the same path on another machine

    Map<String, Long> removed = removeAllBut("kept");

    assertThat(removed).isEqualTo(Map.of("old", 3L));
    assertThat(KEYSPACE.query("SELECT model_version FROM user_factors"))
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("kept", "kept", "others", "others");
    assertThatThrownBy(() -> require(id("old", 3))).hasMessageContaining("are not in Cassandra");
    assertThatCode(() -> require(id("kept", 2))).doesNotThrowAnyException();
    assertThat(removeAllBut("kept")).isEmpty();
  }

  @Test
  void aStoreThatWasMovedRemovesWhatItLoadedBefore() throws IOException {
    load(new UserFactorsId("/before", "old", "files of old", 3, 2));
    load(id("new", 2));

    assertThat(removeAllBut("new")).isEqualTo(Map.of("old", 3L));
  }

  @Test
  void whatWasLoadedBeforeStoresHadAnIdStaysUntilAStoreLoadsItAgain() throws IOException {
    load(id("v1", 3));
    KEYSPACE.query(
        "UPDATE user_factors_loads SET store_id = null WHERE model_version = 'v1' IF EXISTS");

    assertThat(removeAllBut()).isEmpty();

    assertThat(load(id("v1", 3))).isEqualTo(new Result(3, 0));
    assertThat(removeAllBut()).isEqualTo(Map.of("v1", 3L));
  }

  @Test
  void aRemovalThatWasKilledServesNobodyIsNotLoadedIntoAndIsEndedByTheNext() throws IOException {
    UserFactorsId id = id("v1", 3);
    load(id);
    new FactorsLoads(KEYSPACE.session()).beginRemoval("v1");

    assertThatThrownBy(() -> require(id)).hasMessageContaining("are not all in Cassandra");
    assertThatThrownBy(() -> load(id)).hasMessageContaining("are being removed");
    assertThat(removeAllBut("v1")).isEqualTo(Map.of("v1", 3L));
    assertThat(load(id)).isEqualTo(new Result(0, 3));
    assertThat(fetch(new UserOfModel(2, "v1", 2))).contains(vector("v1", 2));
  }

  @Test
  void aRemovalTakesTheRowsOfAllPages() throws IOException {
    load(id("v1", MANY));

    assertThat(removeAllBut()).isEqualTo(Map.of("v1", (long) MANY));
    assertThat(KEYSPACE.query("SELECT user_id FROM user_factors LIMIT 1")).isEmpty();
  }

  @Test
  void aLoadDoesNotPassARemovalBy() {
    UserFactorsId id = id("v1", 3);

    assertThatThrownBy(
            () ->
                UserFactorsLoad.load(
                    settings,
                    id,
                    STORE_ID,
                    taker -> {
                      give(taker, id, 3);
                      new FactorsLoads(KEYSPACE.session()).beginRemoval("v1");
                    },
                    progress::add))
        .hasMessageContaining("are being removed");
    assertThatThrownBy(() -> require(id)).hasMessageContaining("are not all in Cassandra");
  }

  @Test
  void aStateThatThisBuildDoesNotKnowIsTold() throws IOException {
    load(id("v1", 3));
    KEYSPACE.query(
        "UPDATE user_factors_loads SET state = 'frozen' WHERE model_version = 'v1' IF EXISTS");

    assertThatThrownBy(() -> require(id("v1", 3)))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("user_factors_loads has model v1 in the unknown state 'frozen'");
  }

  @Test
  void tablesThatAreMissingAreToldBeforeAnythingIsTrained() {
    assertThatCode(() -> UserFactorsLoad.requireTables(settings)).doesNotThrowAnyException();
    assertThatThrownBy(() -> UserFactorsLoad.requireTables(TestKeyspace.unused()))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("./sidecart up or prepare");
  }

  private Result load(UserFactorsId id) throws IOException {
    return load(id, STORE_ID);
  }

  private Result load(UserFactorsId id, String storeId) throws IOException {
    return UserFactorsLoad.load(
        settings, id, storeId, taker -> give(taker, id, id.users()), progress::add);
  }

  private void require(UserFactorsId id) {
    LoadedUserFactors.in(settings).requireLoaded(id);
  }

  private Map<String, Long> removeAllBut(String... versions) throws IOException {
    return UserFactorsRemoval.removeAllBut(settings, STORE_ID, () -> List.of(versions));
  }

  /** Hands over the first vectors, and dies where they are not all. */
  private static void give(UserFactorsLoad.Taker taker, UserFactorsId id, int count) {
    for (int user = 0; user < count; user++) {
      taker.add(user, vector(id.version(), user));
    }
    if (count < id.users()) {
      throw new IllegalStateException("killed");
    }
  }

  private static UserFactorsId id(String version, int users) {
    return new UserFactorsId(STORE, version, "files of " + version, users, 2);
  }

  private static FactorVector vector(String version, int user) {
    return FactorVector.of(version.hashCode() / 1e9f, user / 3f);
  }

  private Optional<FactorVector> fetch(UserOfModel user) {
    try (LookUpSource.Connection<UserOfModel, FactorVector> connection =
        new UserFactorsSource(settings).connect(Duration.ofSeconds(10))) {
      return connection.fetch(user).toCompletableFuture().join();
    }
  }
}
