package io.sidecart.transforms.recommend;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.PrecisionAtK;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rules.Rules;
import io.sidecart.model.serve.Answer;
import io.sidecart.model.serve.Chain;
import io.sidecart.model.serve.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an event's row of what {@link Chain} chooses. Serves one thread. */
final class Recommender {
  private final int k;
  private final Chain chain;

  Recommender(int k, List<Integer> baseline, boolean reuse, Rules rules) {
    this.k = k;
    this.chain = new Chain(rules, baseline, k, reuse);
  }

  /** Serves by this model from now on, by the baseline where it is null. */
  void use(@Nullable ServableModel next) {
    chain.use(next);
  }

  /** For a user whose factors the model holds, if anybody does. */
  EnrichedEvent recommend(EventContext context) {
    return recommend(context, null);
  }

  /**
   * @param factors the user's, of the model that serves; null for those that the model itself holds
   */
  EnrichedEvent recommend(EventContext context, @Nullable FactorVector factors) {
    CartEvent event = context.event();
    Answer answer =
        chain.answer(
            new Request(
                event.userId(),
                event.itemId(),
                context.features() == null ? null : context.features().category(),
                context.ownPurchases(),
                event.eventTime().toEpochMilli(),
                factors));
    return new EnrichedEvent(
        event,
        context.features(),
        answer.items(),
        PrecisionAtK.of(answer.items(), k, context.ownPurchases()),
        answer.version(),
        answer.why());
  }
}
