package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Why;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoorAnswersTest {
  private static final ItemFeatures FEATURES = new ItemFeatures(7, "DAIRY", "MILK");

  private final PoorAnswers answers = new PoorAnswers();
  private long offset;

  @Test
  void aRowWithoutFeaturesIsPoorWhereTheItemHasSome() {
    answers.add(row(1, 7, FEATURES, Why.ALS));
    answers.add(row(1, 7, null, Why.ALS));
    answers.add(row(1, 8, null, Why.ALS));

    assertThat(answers.withoutFeatures()).isEqualTo(1);
  }

  @Test
  void aBaselineIsPoorWhereAModelKnowsTheUser() {
    answers.add(row(1, 7, FEATURES, Why.BASELINE));
    answers.add(row(1, 7, FEATURES, Why.RANKED));
    answers.add(row(2, 7, FEATURES, Why.FOLD_IN));

    assertThat(answers.withoutModel()).isEqualTo(1);
  }

  private EnrichedEvent row(int user, int item, @Nullable ItemFeatures features, Why why) {
    return new EnrichedEvent(
        new CartEvent(new EventId("cart-events", 0, offset++), Instant.EPOCH, user, item, 1, 4.99),
        features,
        List.of(),
        null,
        why == Why.BASELINE ? null : "v1",
        why);
  }
}
