package io.sidecart.pipelines.train;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Recommendation;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.Ranker;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.FoldIn;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.OwnPurchasesOf;
import io.sidecart.model.rank.PersonalRanker;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rank.TrainingWindows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sidecart's ranking: ALS, own purchases, popularity and price as signals, weighed by what sold in
 * the last windows of the purchases. Without times it falls back to ALS alone.
 */
public final class LearnedMethod implements RankingMethod {
  private static final Logger LOG = LoggerFactory.getLogger(LearnedMethod.class);

  private final AlsMethod als;

  private LearnedMethod(AlsMethod als) {
    this.als = als;
  }

  /**
   * @param parameters of the factors
   */
  public static LearnedMethod of(String name, Manifest.Parameters parameters, SparkRun spark) {
    return new LearnedMethod(AlsMethod.of(name, parameters, spark));
  }

  @Override
  public String name() {
    return als.name();
  }

  /**
   * @throws io.sidecart.model.SidecartException if Spark fails
   */
  @Override
  public Fitted fit(PurchaseLog purchases, long at) {
    TrainingWindows windows = TrainingWindows.of(purchases, at);
    if (windows.starts().isEmpty()) {
      LOG.warn("{}: too few purchases have a time to learn a ranking from, so ALS alone", name());
      return als.fit(purchases, at);
    }
    LearnedRanking ranking =
        SparkFailures.explained(
            "train " + name(),
            () -> LearnRanking.from(purchases, windows, at, als.parameters(), als.spark()));
    AlsModel model = SparkFailures.explained("train " + name(), () -> als.train(purchases));
    return new Learned(
        new ServableModel(model, ranking)
            .with(
                FoldIn.implicit(
                    model.items(), als.parameters().regParam(), als.parameters().alpha())),
        purchases);
  }

  /**
   * What was learned, to be served as well.
   *
   * @param model knows nothing of categories and prices
   * @param purchases the users' own
   */
  public record Learned(ServableModel model, PurchaseLog purchases) implements Fitted {
    @Override
    public Ranker ranker() {
      return LearnedMethod.ranker(new PersonalRanker(model.als(), model.ranking()), purchases);
    }
  }

  private static Ranker ranker(PersonalRanker ranker, PurchaseLog purchases) {
    return (userId, at, n, allowed) -> {
      int user = purchases.indexOf(userId);
      OwnPurchases own = user < 0 ? OwnPurchases.none() : OwnPurchasesOf.user(purchases, user);
      return ranker.best(userId, own, at, n, allowed).stream()
          .mapToInt(Recommendation::itemId)
          .toArray();
    };
  }
}
