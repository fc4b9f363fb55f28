package io.sidecart.model.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.Purchase;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.RankingMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Users 0 to 39 buy item 100 + user three times and item 1 once, and in the last days item 100 +
 * user and item 2: their most frequent items foretell one of five, to the digit.
 */
class TimeTrialTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void ownFrequencyForetellsWhatWasPlanted() throws Exception {
    TimeTrial trial = trial(purchases());

    assertThat(trial.ownFrequency()).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void theWindowIsTheLastFifthOfAShortHistory() {
    TimeTrial trial = trial(purchases());

    assertThat(trial.heldOut().from()).isEqualTo(START.plus(Duration.ofDays(80)));
    assertThat(trial.heldOut().to()).isEqualTo(START.plus(Duration.ofDays(100)));
    assertThat(trial.heldOut().users()).isEqualTo(40);
  }

  @Test
  void theWindowIsTheLastFourWeeksOfALongHistory() {
    List<Purchase> purchases = purchases();
    purchases.add(purchase(900, 1, -300));

    assertThat(trial(purchases).heldOut().from()).isEqualTo(START.plus(Duration.ofDays(72)));
  }

  @Test
  void aMethodNeverSeesTheWindow() throws Exception {
    List<Integer> seen = new ArrayList<>();
    RankingMethod method =
        new RankingMethod() {
          @Override
          public String name() {
            return "spy";
          }

          @Override
          public Fitted fit(PurchaseLog purchases, long at) {
            for (int item : purchases.itemIds()) {
              seen.add(item);
            }
            // Names item 2 alone, which all will buy.
            return () -> (user, when, n, allowed) -> new int[] {2};
          }
        };

    double precision = trial(purchases()).precision(method);

    assertThat(seen).hasSize(41).contains(1, 100, 139).doesNotContain(2);
    assertThat(precision).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void whatHasNoTimeCountsAsBeforeTheWindow() throws Exception {
    List<Purchase> purchases = new ArrayList<>(purchases());
    purchases.replaceAll(
        each -> each.boughtAt().isBefore(START.plus(Duration.ofDays(15))) ? at(each, null) : each);

    assertThat(trial(purchases).ownFrequency()).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void withoutTimesOrWithFewUsersThereIsNoTrial() {
    List<Purchase> noTimes = new ArrayList<>(purchases());
    noTimes.replaceAll(each -> at(each, null));

    assertThat(TimeTrial.of(log(noTimes))).isEmpty();
    assertThat(TimeTrial.of(log(purchases().subList(0, 2 + 6 * 29)))).isEmpty();
    assertThat(TimeTrial.of(log(purchases().subList(0, 2 + 6 * 30)))).isPresent();
  }

  @Test
  void theFingerprintIsOfThePurchasesWhateverTheirOrder() {
    List<Purchase> reversed = new ArrayList<>(purchases());
    Collections.reverse(reversed);
    List<Purchase> other = new ArrayList<>(purchases());
    other.set(5, purchase(0, 101, 40));

    String fingerprint = trial(purchases()).heldOut().fingerprint();

    assertThat(trial(reversed).heldOut().fingerprint()).isEqualTo(fingerprint);
    assertThat(trial(other).heldOut().fingerprint()).isNotEqualTo(fingerprint);
  }

  private static TimeTrial trial(List<Purchase> purchases) {
    return TimeTrial.of(log(purchases)).orElseThrow();
  }

  private static PurchaseLog log(List<Purchase> purchases) {
    PurchaseLog.Builder log = PurchaseLog.builder();
    purchases.forEach(log::add);
    return log.build();
  }

  private static List<Purchase> purchases() {
    List<Purchase> purchases = new ArrayList<>();
    // The first and the last purchase are of users who do not count: one has no end, one no past.
    purchases.add(purchase(900, 1, 0));
    purchases.add(purchase(901, 2, 100));
    for (int user = 0; user < 40; user++) {
      purchases.add(purchase(user, 100 + user, 10));
      purchases.add(purchase(user, 100 + user, 20));
      purchases.add(purchase(user, 100 + user, 30));
      purchases.add(purchase(user, 1, 40));
      purchases.add(purchase(user, 100 + user, 90));
      purchases.add(purchase(user, 2, 95));
    }
    return purchases;
  }

  private static Purchase purchase(int user, int item, int day) {
    return new Purchase(
        "purchases.csv", day, user, item, 1, 1, null, START.plus(Duration.ofDays(day)));
  }

  private static Purchase at(Purchase purchase, @Nullable Instant time) {
    return new Purchase(
        purchase.source(),
        purchase.line(),
        purchase.userId(),
        purchase.itemId(),
        purchase.quantity(),
        purchase.salesValue(),
        null,
        time);
  }
}
