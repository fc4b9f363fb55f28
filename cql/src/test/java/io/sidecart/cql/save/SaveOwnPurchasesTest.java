package io.sidecart.cql.save;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.cql.TestKeyspace;
import io.sidecart.cql.lookup.OwnPurchasesSource;
import io.sidecart.model.CartEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("pipeline")
@Tag("services")
@ExtendWith(TestPipelineExtension.class)
class SaveOwnPurchasesTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  @Test
  void aReplayedPurchaseCountsOnce(TestPipeline pipeline) {
    CartEvent first = event(1, 5, TIME);
    CartEvent second = event(1, 6, TIME.plusSeconds(9));
    KEYSPACE.query(
        "INSERT INTO own_purchases (user_id, origin, item_id, times) VALUES (1, 'history', 20, 3)");

    pipeline
        .apply(Create.of(first, second, first, second))
        .apply(SaveOwnPurchases.into(KEYSPACE.settings()));
    pipeline.run().waitUntilFinish();

    assertThat(ownItems(1))
        .containsExactly(
            OwnPurchases.of(
                    List.of(
                        new OwnItem(20, 3, null)
                            .plus(new OwnItem(20, 1, TIME))
                            .plus(new OwnItem(20, 1, TIME.plusSeconds(9)))))
                .items()
                .get(0));
  }

  private static List<OwnItem> ownItems(int user) {
    try (var connection = new OwnPurchasesSource(KEYSPACE.settings()).connect()) {
      return connection.fetch(user).toCompletableFuture().join().orElseThrow().items();
    }
  }

  private static CartEvent event(int user, long offset, Instant time) {
    return new CartEvent(new EventId("cart", 0, offset), time, user, 20, 1, 1.5);
  }
}
