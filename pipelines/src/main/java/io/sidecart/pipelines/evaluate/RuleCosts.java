package io.sidecart.pipelines.evaluate;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Recommendation;
import io.sidecart.model.evaluate.Estimate;
import io.sidecart.model.evaluate.Exam;
import io.sidecart.model.evaluate.Examiner;
import io.sidecart.model.evaluate.Measure;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.Ranker;
import io.sidecart.model.rank.OwnPurchasesOf;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.Catalogues;
import io.sidecart.model.rules.Rules;
import io.sidecart.model.serve.Chain;
import io.sidecart.model.serve.Request;
import io.sidecart.pipelines.train.LearnedMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What each rule costs in precision, measured on what the stream would show. Nobody has anything in
 * the cart here, so the rule of the cart costs nothing.
 *
 * @param rules to measure, the first of which is compared with
 */
record RuleCosts(List<NamedRules> rules, Collection<ItemFeatures> features) {

  /**
   * The precision of what is shown under a rule.
   *
   * @param difference to the precision without rules
   */
  record Cost(String rule, Estimate precision, double difference) {}

  /** Measures them by one exam. */
  List<Cost> of(LearnedMethod.Learned learned, Exam exam, Examiner examiner) {
    if (rules.isEmpty()) {
      return List.of();
    }
    Catalogue catalogue = Catalogues.of(exam.known(), features);
    ServableModel model = learned.model().with(catalogue);
    List<Integer> baseline = baseline(catalogue, examiner.k());
    List<Cost> costs = new ArrayList<>();
    for (NamedRules each : rules) {
      Estimate precision =
          examiner
              .examineShown(
                  () -> ranker(model, each.rules(), baseline, examiner.k(), exam.known()), exam)
              .estimate(Measure.PRECISION);
      double without = costs.isEmpty() ? precision.value() : costs.get(0).precision().value();
      costs.add(new Cost(each.name(), precision, precision.value() - without));
    }
    return costs;
  }

  /** As prepare chooses it: the best sellers of different categories. */
  private static List<Integer> baseline(Catalogue catalogue, int size) {
    List<Integer> baseline = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < catalogue.popularSize() && baseline.size() < size; i++) {
      int item = catalogue.popular(i);
      if (catalogue.category(item) == Catalogue.UNKNOWN || taken.add(catalogue.category(item))) {
        baseline.add(catalogue.id(item));
      }
    }
    return baseline;
  }

  private static Ranker ranker(
      ServableModel model, Rules rules, List<Integer> baseline, int k, PurchaseLog purchases) {
    Chain chain = new Chain(rules, baseline, k, false);
    chain.use(model);
    return (userId, at, n, allowed) -> {
      int user = purchases.indexOf(userId);
      OwnPurchases own = user < 0 ? OwnPurchases.none() : OwnPurchasesOf.user(purchases, user);
      return chain.answer(new Request(userId, Request.NO_ITEM, null, own, at)).items().stream()
          .mapToInt(Recommendation::itemId)
          .toArray();
    };
  }
}
