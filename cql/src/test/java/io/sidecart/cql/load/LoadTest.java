package io.sidecart.cql.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.driver.core.Row;
import io.sidecart.cql.TestKeyspace;
import io.sidecart.cql.lookup.Baselines;
import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("pipeline")
@Tag("services")
@ExtendWith(TestPipelineExtension.class)
class LoadTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  @BeforeEach
  void emptyTables() {
    for (String table : List.of("item_features", "own_purchases", "baseline")) {
      KEYSPACE.query("TRUNCATE " + table);
    }
  }

  @Test
  void itemFeaturesAreLoaded(TestPipeline pipeline) {
    pipeline
        .apply(Create.of(new ItemFeatures(7, "GROCERY", "TEA"), new ItemFeatures(8, "DELI", "HAM")))
        .apply(LoadItemFeatures.into(KEYSPACE.settings()));
    pipeline.run().waitUntilFinish();

    assertThat(KEYSPACE.query("SELECT item_id, department, category FROM item_features"))
        .extracting(row -> row.getInt(0) + row.getString(1) + row.getString(2))
        .containsExactlyInAnyOrder("7GROCERYTEA", "8DELIHAM");
  }

  @Test
  void ownPurchasesAreLoadedAsHistory(TestPipeline pipeline) {
    loadOwnPurchases(pipeline);

    assertThat(ownPurchases())
        .containsExactlyInAnyOrder("1 history 20 3 " + TIME, "1 history 30 1 null");
  }

  @Test
  void aSecondLoadOverwritesTheFirst(TestPipeline pipeline) {
    ownPurchase("history", 20, 99);

    loadOwnPurchases(pipeline);

    assertThat(ownPurchases())
        .containsExactlyInAnyOrder("1 history 20 3 " + TIME, "1 history 30 1 null");
  }

  @Test
  void baselinesAreLoaded(TestPipeline pipeline) {
    pipeline
        .apply(
            Create.of(
                new BaselineItem(BaselineItem.TOP_5, 0, 5),
                new BaselineItem(BaselineItem.TOP_5, 1, 4),
                new BaselineItem(BaselineItem.RANDOM_5, 0, 3)))
        .apply(LoadBaselines.into(KEYSPACE.settings()));
    pipeline.run().waitUntilFinish();

    assertThat(Baselines.read(KEYSPACE.settings()))
        .isEqualTo(new Baselines(List.of(3), List.of(5, 4)));
  }

  @Test
  void anEarlierLoadIsTakenBackButNotWhatEventsAdded() {
    ownPurchase("history", 20, 3);
    ownPurchase("history", 30, 1);
    ownPurchase("cart/0/7", 20, 1);
    KEYSPACE.query("INSERT INTO item_features (item_id) VALUES (7)");
    KEYSPACE.query("INSERT INTO baseline (name, position) VALUES ('top_5', 0)");

    EarlierLoad.remove(KEYSPACE.settings());

    assertThat(ownPurchases()).containsExactly("1 cart/0/7 20 1 " + TIME);
    assertThat(KEYSPACE.query("SELECT * FROM item_features")).isEmpty();
    assertThat(KEYSPACE.query("SELECT * FROM baseline")).isEmpty();
  }

  @Test
  void eventsOfATopicThatIsEmptyAreTakenBackAndNoOthers() {
    ownPurchase("history", 20, 3);
    ownPurchase("cart/0/7", 20, 1);
    ownPurchase("cart-2/0/7", 30, 1);

    EarlierLoad.removeOwnPurchases(KEYSPACE.settings(), Optional.of("cart"));

    assertThat(ownPurchases()).containsExactly("1 cart-2/0/7 30 1 " + TIME);
  }

  @Test
  void whatIsLoadedAfterThatStays(TestPipeline pipeline) {
    ownPurchase("history", 20, 99);
    EarlierLoad.remove(KEYSPACE.settings());

    loadOwnPurchases(pipeline);

    assertThat(ownPurchases())
        .containsExactlyInAnyOrder("1 history 20 3 " + TIME, "1 history 30 1 null");
  }

  private static void loadOwnPurchases(TestPipeline pipeline) {
    pipeline
        .apply(Create.of(KV.of(1, new OwnItem(20, 3, TIME)), KV.of(1, new OwnItem(30, 1, null))))
        .apply(LoadOwnPurchases.into(KEYSPACE.settings()));
    pipeline.run().waitUntilFinish();
  }

  private static void ownPurchase(String origin, int item, int times) {
    KEYSPACE.query(
        "INSERT INTO own_purchases (user_id, origin, item_id, times, last_bought)"
            + " VALUES (1, ?, ?, ?, ?)",
        origin,
        item,
        times,
        Date.from(TIME));
  }

  private static List<String> ownPurchases() {
    return KEYSPACE
        .query("SELECT user_id, origin, item_id, times, last_bought FROM own_purchases")
        .stream()
        .map(LoadTest::text)
        .toList();
  }

  private static String text(Row row) {
    Date last = row.getTimestamp(4);
    return "%d %s %d %d %s"
        .formatted(
            row.getInt(0),
            row.getString(1),
            row.getInt(2),
            row.getInt(3),
            last == null ? null : last.toInstant());
  }
}
