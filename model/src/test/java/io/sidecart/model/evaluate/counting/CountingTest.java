package io.sidecart.model.evaluate.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.evaluate.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class CountingTest {
  private static final Duration WEEK = Duration.ofDays(7);

  /** Buyers: 10 three, 11 two, 12 two, 13 two; in the week before day 20: 12 one, 13 two. */
  private final PurchaseLog log =
      new Shop()
          .buys(1, 1, 10, 11, 10, 10, 10)
          .buys(2, 2, 10, 12)
          .buys(3, 3, 10, 11)
          .buys(4, 15, 12, 13)
          .buys(5, 16, 13)
          .log();

  @Test
  void popularityCountsBuyersAndNotPurchases() throws Exception {
    assertThat(best(Popularity.ofAllTime(), 9, 10, item -> true)).containsExactly(10, 11, 12, 13);
  }

  @Test
  void recentPopularityPutsOlderOnesBehind() throws Exception {
    assertThat(best(Popularity.ofLast(WEEK), 9, 10, item -> true)).containsExactly(13, 12, 10, 11);
  }

  @Test
  void onlyAllowedItemsAreRanked() throws Exception {
    assertThat(best(Popularity.ofAllTime(), 1, 2, item -> item != 10)).containsExactly(11, 12);
    assertThat(best(OwnPurchases.byFrequency(WEEK), 1, 2, item -> item != 10))
        .containsExactly(11, 13);
    assertThat(best(OwnPurchases.byFrequency(WEEK), 1, 5, item -> item <= 11))
        .containsExactly(10, 11);
  }

  @Test
  void ownPurchasesComeByFrequencyAndPopularOnesBehind() throws Exception {
    assertThat(best(OwnPurchases.byFrequency(WEEK), 1, 10, item -> true))
        .containsExactly(10, 11, 13, 12);
  }

  @Test
  void equallyFrequentOnesComeByRecentPopularity() throws Exception {
    assertThat(best(OwnPurchases.byFrequency(WEEK), 4, 1, item -> true)).containsExactly(13);
  }

  @Test
  void whoBoughtNothingGetsWhatIsPopular() throws Exception {
    assertThat(best(OwnPurchases.byFrequency(WEEK), 99, 2, item -> true)).containsExactly(13, 12);
  }

  @Test
  void aRecentPurchaseOutweighsOldOnes() throws Exception {
    // Given two purchases of 10 that are 20 days old, and one of 11 right now
    PurchaseLog own = new Shop().buys(1, 0, 10, 10).buys(1, 20, 11).log();

    // Then those of 10 are worth 1 together where the half-life is 20 days
    assertThat(first(OwnPurchases.byRecency(Duration.ofDays(10), WEEK), own)).isEqualTo(11);
    assertThat(first(OwnPurchases.byRecency(Duration.ofDays(21), WEEK), own)).isEqualTo(10);
    assertThat(first(OwnPurchases.byRecency(Duration.ofDays(19), WEEK), own)).isEqualTo(11);
  }

  private static int first(RankingMethod method, PurchaseLog own) throws IOException {
    return method.fit(own, Shop.millis(20)).ranker().best(1, Shop.millis(20), 1, item -> true)[0];
  }

  private int[] best(RankingMethod method, int user, int n, IntPredicate allowed)
      throws IOException {
    return method.fit(log, Shop.millis(20)).ranker().best(user, Shop.millis(20), n, allowed);
  }
}
