package io.sidecart.model.serve;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.FoldIn;
import io.sidecart.model.factors.TopK;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.PersonalRanker;
import io.sidecart.model.rank.Reasons;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rules.RuleColumns;
import io.sidecart.model.rules.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ranks by one model and some rules. Keeps scratch arrays, so one instance serves one thread: first
 * it turns to a user, then it ranks.
 */
final class RuledModel {
  private final ServableModel model;
  private final Rules rules;
  private final RuleColumns columns;
  private final @Nullable PersonalRanker ranker;
  private final FoldIn.@Nullable Solver solver;
  private final Reasons reasons;
  private final float[] vector;
  private TopK topK = new TopK(1);

  RuledModel(ServableModel model, Rules rules) {
    this.model = model;
    this.rules = rules;
    this.columns =
        RuleColumns.of(
            rules, model.catalogue(), model.als().items().size(), model.als().items()::id);
    LearnedRanking ranking = model.ranking();
    this.ranker =
        ranking == null ? null : new PersonalRanker(model.als(), ranking, rules, model.catalogue());
    this.solver = model.foldIn() == null ? null : model.foldIn().solver();
    this.reasons = new Reasons(ranking == null ? null : ranking.items(), model.catalogue());
    this.vector = new float[model.als().rank()];
  }

  boolean isOf(ServableModel other) {
    return model == other;
  }

  ServableModel model() {
    return model;
  }

  /** How it ranks the users whom it knows. */
  Why why() {
    return ranker == null ? Why.ALS : Why.RANKED;
  }

  boolean canRankWithoutFactors() {
    return ranker != null && solver == null;
  }

  Reasons reasons() {
    return reasons;
  }

  /**
   * Turns to a user; false where the factors do not know the user.
   *
   * @throws IllegalArgumentException if the request comes with factors of another length
   */
  boolean turnTo(Request request) {
    FactorVector given = request.factors();
    if (given == null) {
      return model.als().copyUser(request.userId(), vector);
    }
    if (given.rank() != vector.length) {
      throw new IllegalArgumentException(
          "%d factors of user %d for model %s of rank %d"
              .formatted(given.rank(), request.userId(), model.version(), vector.length));
    }
    given.copyTo(vector);
    return true;
  }

  /**
   * Turns to a user whom the factors do not know; false where they know nothing of what the user
   * bought, or the model has no equations for that.
   */
  boolean foldIn(OwnPurchases own, int cartItem) {
    return solver != null && solver.solve(own, cartItem, vector);
  }

  /**
   * The best items for the user to whom it turned.
   *
   * @param own what the ranking takes as bought
   * @param bought what the rules take as bought
   * @param without an item that is left out, or {@link Request#NO_ITEM}
   */
  List<Recommendation> best(OwnPurchases own, OwnPurchases bought, long at, int n, int without) {
    if (ranker != null) {
      return ranker.best(vector, own, bought, at, n, without < 0 ? null : item -> item != without);
    }
    if (topK.k() != n) {
      topK = new TopK(n);
    }
    return topK.of(
        vector,
        model.als().items(),
        index -> isAllowed(index, bought, at, without),
        columns.categories(),
        columns.mostPerCategory());
  }

  private boolean isAllowed(int index, OwnPurchases bought, long at, int without) {
    int itemId = model.als().items().id(index);
    return columns.isShown(index) && itemId != without && rules.allowsAgain(itemId, bought, at);
  }

  /** The best items for a user without factors, by the learned ranking alone. */
  List<Recommendation> bestWithoutFactors(OwnPurchases own, long at, int n, int without) {
    return ranker == null
        ? List.of()
        : ranker.best((float[]) null, own, at, n, without < 0 ? null : item -> item != without);
  }
}
