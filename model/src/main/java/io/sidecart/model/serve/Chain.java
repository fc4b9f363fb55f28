package io.sidecart.model.serve;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.Rules;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the items for one request after the other, by one model at a time and by the first of
 * these that knows enough: the model, for a user whom its training saw; the model, for the user
 * whom the purchases on record and in the cart make out (implicit factors only); the best sellers
 * of the category of the cart's item; the baseline. The rules hold for all of them. Serves one
 * thread.
 *
 * <p>What is chosen for a known user depends on the user's purchases and on the day. It is kept as
 * long as these are the same; what the cart's item changes is changed for each request.
 */
public final class Chain {
  /** How many items of users are kept: some megabytes, those of 20,000 users where 5 are shown. */
  static final int MAX_KEPT_ITEMS = 120_000;

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Rules rules;
  private final int k;
  private final int mostKept;
  private final List<Integer> baseline;
  private final boolean reuse;
  private final Map<Integer, Kept> kept = new HashMap<>();
  private @Nullable RuledModel model;

  /** Its scratch is worth keeping for the next bundle, but keeps no old model alive. */
  private WeakReference<RuledModel> latest = new WeakReference<>(null);

  private BestSellers bestSellers;

  /**
   * A user's items, and what they were computed from.
   *
   * @param more one more item than is shown, to go in the place of the cart's
   */
  private record Kept(
      OwnPurchases own, long day, List<Recommendation> more, List<Recommendation> items) {}

  /**
   * @param baseline items to show where there is nothing better, best first
   * @param k how many items are shown
   * @param reuse whether to keep items, which gives the same ones
   */
  public Chain(Rules rules, List<Integer> baseline, int k, boolean reuse) {
    this.rules = rules;
    this.k = k;
    this.mostKept = Math.max(1, MAX_KEPT_ITEMS / (k + 1));
    this.baseline = List.copyOf(baseline);
    this.reuse = reuse;
    this.bestSellers = new BestSellers(rules, Catalogue.empty(), this.baseline);
  }

  /** Serves by this model from now on, by the baseline where it is null. */
  public void use(@Nullable ServableModel next) {
    kept.clear();
    boolean isUsable = next != null && next.als().items().size() > 0;
    model = isUsable ? ruled(next) : null;
    bestSellers = new BestSellers(rules, isUsable ? next.catalogue() : Catalogue.empty(), baseline);
  }

  private RuledModel ruled(ServableModel next) {
    RuledModel before = latest.get();
    if (before != null && before.isOf(next)) {
      return before;
    }
    RuledModel made = new RuledModel(next, rules);
    latest = new WeakReference<>(made);
    return made;
  }

  /** The items to show; fewer than k only where the rules leave no more. */
  public Answer answer(Request request) {
    RuledModel served = model;
    if (served == null) {
      return new Answer(bestSellers.ofAll(request, k, without(request)), null, Why.BASELINE);
    }
    String version = served.model().version();
    if (served.turnTo(request)) {
      return new Answer(ofKnown(request, served), version, served.why());
    }
    if (served.foldIn(request.own(), request.cartItem())) {
      return new Answer(foldedIn(request, served), version, Why.FOLD_IN);
    }
    if (served.canRankWithoutFactors() && !request.own().isEmpty()) {
      List<Recommendation> items =
          served.bestWithoutFactors(request.own(), request.at(), k, without(request));
      return new Answer(finished(items, request, served, k, without(request)), version, Why.RANKED);
    }
    List<Recommendation> popular =
        bestSellers.ofCategory(category(request, served), request, k, without(request));
    return popular.isEmpty()
        ? new Answer(bestSellers.ofAll(request, k, without(request)), null, Why.BASELINE)
        : new Answer(popular, version, Why.POPULAR_IN_CATEGORY);
  }

  private int without(Request request) {
    return rules.excludeCart() ? request.cartItem() : Request.NO_ITEM;
  }

  private static int category(Request request, RuledModel served) {
    Catalogue catalogue = served.model().catalogue();
    int named = catalogue.categoryOf(request.category());
    return named == Catalogue.UNKNOWN ? catalogue.categoryOf(request.cartItem()) : named;
  }

  /**
   * The ranking takes the cart as bought: there may be nothing else to go by. The rules do not, no
   * more than they do of a known user.
   */
  private List<Recommendation> foldedIn(Request request, RuledModel served) {
    OwnPurchases own =
        request.cartItem() < 0
            ? request.own()
            : request.own().plus(request.cartItem(), Instant.ofEpochMilli(request.at()));
    List<Recommendation> best = served.best(own, request.own(), request.at(), k, without(request));
    return served
        .reasons()
        .withCart(finished(best, request, served, k, without(request)), request.cartItem());
  }

  private List<Recommendation> ofKnown(Request request, RuledModel served) {
    Kept found = kept(request, served);
    List<Recommendation> items = found.items();
    int without = without(request);
    if (without >= 0 && contains(items, without)) {
      items =
          rules.limitCategories()
              ? finished(best(request, served, k, without), request, served, k, without)
              : found.more().stream().filter(each -> each.itemId() != without).toList();
    }
    return served.reasons().withCart(items, request.cartItem());
  }

  private Kept kept(Request request, RuledModel served) {
    long day = Math.floorDiv(request.at(), DAY);
    Kept before = reuse ? kept.get(request.userId()) : null;
    if (before != null && before.day() == day && before.own().equals(request.own())) {
      return before;
    }
    int size = rules.excludeCart() ? k + 1 : k;
    List<Recommendation> best = best(request, served, size, Request.NO_ITEM);
    List<Recommendation> more = finished(best, request, served, size, Request.NO_ITEM);
    Kept made =
        new Kept(request.own(), day, more, List.copyOf(more.subList(0, Math.min(k, more.size()))));
    if (reuse) {
      if (kept.size() >= mostKept) {
        kept.clear();
      }
      kept.put(request.userId(), made);
    }
    return made;
  }

  private static List<Recommendation> best(
      Request request, RuledModel served, int size, int without) {
    return served.best(request.own(), request.own(), request.at(), size, without);
  }

  private List<Recommendation> finished(
      List<Recommendation> best, Request request, RuledModel served, int size, int without) {
    return bestSellers.filled(served.reasons().of(best, request.own()), request, size, without);
  }

  private static boolean contains(List<Recommendation> items, int itemId) {
    for (Recommendation each : items) {
      if (each.itemId() == itemId) {
        return true;
      }
    }
    return false;
  }
}
