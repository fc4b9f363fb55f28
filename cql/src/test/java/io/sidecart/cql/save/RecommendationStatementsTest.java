package io.sidecart.cql.save;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Why;
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

  private static EnrichedEvent row(int userId, long offset) {
    CartEvent event =
        new CartEvent(new EventId("carts", 0, offset), Instant.EPOCH, userId, 7, 1, 2.5);
    return new EnrichedEvent(event, null, List.of(), null, null, Why.BASELINE);
  }
}
