package io.sidecart.cql.save;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.ids.IdDictionary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecommendationStatementsTest {

  @Test
  void theRowsOfOneUserAreWrittenTogetherInTheirOrder() {
    EnrichedEvent first = row(1, 10);
    EnrichedEvent other = row(2, 11);
    EnrichedEvent second = row(1, 12);

    assertThat(RecommendationStatements.byUser(List.of(first, other, second)))
        .containsExactly(List.of(first, second), List.of(other));
  }

  @Test
  void aUserOfManyRowsIsWrittenInSeveralBatchesAndNoRowIsLost() {
    int most = RecommendationStatements.MOST_TOGETHER;
    List<EnrichedEvent> rows =
        IntStream.rangeClosed(0, 2 * most).mapToObj(offset -> row(1, offset)).toList();

    List<EnrichedEvent> written = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (List<EnrichedEvent> batch : RecommendationStatements.byUser(rows)) {
      written.addAll(batch);
      sizes.add(batch.size());
    }

    assertThat(written).isEqualTo(rows);
    assertThat(sizes).containsExactly(most, most, 1);
  }

  @Test
  void rowsOfManyItemsAreFewerTogether() {
    int items = RecommendationStatements.MOST_TOGETHER / 2 * EnrichedEvent.USUAL_ITEMS;
    List<EnrichedEvent> rows = List.of(row(1, 0, items), row(1, 1, items), row(1, 2, items));

    assertThat(RecommendationStatements.byUser(rows))
        .containsExactly(rows.subList(0, 2), rows.subList(2, 3));
  }

  @Test
  void aRowThatIsTooManyForABatchIsWrittenByItself() {
    int items = 4 * RecommendationStatements.MOST_TOGETHER * EnrichedEvent.USUAL_ITEMS;
    List<EnrichedEvent> rows = List.of(row(1, 0, items), row(1, 1, items));

    assertThat(RecommendationStatements.byUser(rows))
        .containsExactly(rows.subList(0, 1), rows.subList(1, 2));
  }

  @Test
  void usersWithoutANumberAreSpreadByTheirText() {
    CartEvent ann = unknown("ann");
    CartEvent bob = unknown("bob");

    assertThat(RecommendationStatements.userKey(ann))
        .isNegative()
        .isEqualTo(RecommendationStatements.userKey(unknown("ann")))
        .isNotEqualTo(RecommendationStatements.userKey(bob));
    assertThat(RecommendationStatements.byUser(List.of(row(ann, 0), row(bob, 0)))).hasSize(2);
  }

  private static CartEvent unknown(String text) {
    return new CartEvent(
        new EventId("carts", 0, 1), Instant.EPOCH, IdDictionary.UNKNOWN, 7, 1, 2.5, text, null);
  }

  private static EnrichedEvent row(int userId, long offset) {
    return row(userId, offset, 0);
  }

  private static EnrichedEvent row(int userId, long offset, int items) {
    CartEvent event =
        new CartEvent(new EventId("carts", 0, offset), Instant.EPOCH, userId, 7, 1, 2.5);
    return row(event, items);
  }

  private static EnrichedEvent row(CartEvent event, int items) {
    List<Recommendation> recommendations =
        IntStream.range(0, items).mapToObj(item -> new Recommendation(item, -item)).toList();
    return new EnrichedEvent(event, null, recommendations, null, null, Why.BASELINE);
  }
}
