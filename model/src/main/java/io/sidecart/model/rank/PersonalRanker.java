package io.sidecart.model.rank;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Recommendation;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Shortlist;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.RuleColumns;
import io.sidecart.model.rules.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Ranks items for one user after the other by a learned ranking. Keeps scratch arrays, so one
 * instance serves one thread; a search allocates nothing but its answer.
 */
public final class PersonalRanker {
  /**
   * To this depth a list is as long as it can be: those whom ALS knows have so many candidates
   * which they never bought.
   */
  public static final int DEPTH = Candidates.BEST_OF_ALS;

  private final AlsModel als;
  private final ItemTable items;
  private final Candidates candidates;
  private final SignalReader reader;
  private final double[] signals = new double[Signal.COUNT];
  private final double repeatIntercept;
  private final double[] repeat;
  private final double exploreIntercept;
  private final double[] explore;
  private final int mostPerCategory;

  /** By index in the table; null where no category is ever full. */
  private final int @Nullable [] categories;

  private final float[] vector;
  private Shortlist best = new Shortlist(1);

  /** Ranks without rules. */
  public PersonalRanker(AlsModel als, LearnedRanking ranking) {
    this(als, ranking, Rules.none(), Catalogue.empty());
  }

  /**
   * @param rules that the answers keep, but for the one of the cart
   * @param catalogue knows categories and prices
   */
  public PersonalRanker(AlsModel als, LearnedRanking ranking, Rules rules, Catalogue catalogue) {
    this.als = als;
    this.items = ranking.items();
    RuleColumns columns = RuleColumns.of(rules, catalogue, items.size(), items::id);
    this.candidates = new Candidates(als, items, rules, columns.shown());
    this.categories = columns.categories();
    this.mostPerCategory = columns.mostPerCategory();
    this.vector = new float[als.rank()];
    this.reader = new SignalReader(items);
    this.repeatIntercept = ranking.repeat().intercept();
    this.repeat = ranking.repeat().toArray();
    this.exploreIntercept = ranking.explore().intercept();
    this.explore = Arrays.copyOf(ranking.explore().toArray(), Signal.COUNT_NOT_OWNED);
  }

  /**
   * The best items for a user: by descending score, ties by ascending item id.
   *
   * @param userId any user, known to ALS or not
   * @param own what the user bought
   * @param at the time to rank for, in milliseconds since 1970; only its day counts
   * @param k how many at most
   * @param allowed by item id; null allows all
   */
  public List<Recommendation> best(
      int userId, OwnPurchases own, long at, int k, @Nullable IntPredicate allowed) {
    return best(als.copyUser(userId, vector) ? vector : null, own, at, k, allowed);
  }

  /**
   * The same for a user with these factors.
   *
   * @param user the user's factors, null where there are none
   */
  public List<Recommendation> best(
      float @Nullable [] user, OwnPurchases own, long at, int k, @Nullable IntPredicate allowed) {
    return best(user, own, own, at, k, allowed);
  }

  /**
   * The same where what the ranking takes as bought is more than what the rules do.
   *
   * @param own what the ranking goes by
   * @param bought what the rules take as bought
   */
  public List<Recommendation> best(
      float @Nullable [] user,
      OwnPurchases own,
      OwnPurchases bought,
      long at,
      int k,
      @Nullable IntPredicate allowed) {
    if (best.capacity() != k) {
      best = new Shortlist(k);
    }
    best.clear(mostPerCategory);
    reader.read(own, at);
    candidates.find(user, own, bought, at);
    for (int i = 0; i < candidates.size(); i++) {
      int item = candidates.item(i);
      if (allowed == null || allowed.test(items.id(item))) {
        int category = categories == null ? Shortlist.ALONE : categories[item];
        best.offer(item, score(item, candidates.owned(i), candidates.als(i)), category);
      }
    }
    Recommendation[] answer = new Recommendation[best.size()];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = new Recommendation(items.id(best.item(i)), best.score(i));
    }
    return List.of(answer);
  }

  private float score(int item, int owned, float als) {
    reader.write(item, owned, als, candidates.mostAls(), signals);
    boolean isOwned = owned != SignalReader.NOT_OWNED;
    double[] weights = isOwned ? repeat : explore;
    double score = isOwned ? repeatIntercept : exploreIntercept;
    for (int i = 0; i < weights.length; i++) {
      score += weights[i] * signals[i];
    }
    return (float) score;
  }
}
