package io.sidecart.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final long NOW = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

  @Test
  void theDayOfTheEventIsTheFirstOfTheLastDays() {
    Rules rules = Rules.none().withExcludeBoughtDays(2);

    assertThat(rules.allowsAgain(millis("2026-11-20T00:00:00Z"), NOW)).isFalse();
    assertThat(rules.allowsAgain(millis("2026-11-19T00:00:00Z"), NOW)).isFalse();
    assertThat(rules.allowsAgain(millis("2026-11-18T23:59:59Z"), NOW)).isTrue();
    assertThat(rules.allowsAgain(OwnPurchases.NO_TIME, NOW)).isTrue();
  }

  @Test
  void whatComesAfterTheEventWasBoughtJustNow() {
    Rules rules = Rules.none().withExcludeBoughtDays(1);

    assertThat(rules.allowsAgain(millis("2026-12-01T00:00:00Z"), NOW)).isFalse();
  }

  @Test
  void withoutRepeatsNothingOwnedIsShown() {
    Rules rules = Rules.none().withRepeats(false);
    OwnPurchases own = OwnPurchases.of(List.of(new OwnItem(5, 1, null)));

    assertThat(rules.allowsAgain(5, own, NOW)).isFalse();
    assertThat(rules.allowsAgain(6, own, NOW)).isTrue();
  }

  @Test
  void anItemWithoutAPriceIsBelowEveryLeastPrice() {
    Rules rules = Rules.none().withMinPrice(2);

    assertThat(rules.allows(1, 2)).isTrue();
    assertThat(rules.allows(1, 1.99)).isFalse();
    assertThat(rules.allows(1, Double.NaN)).isFalse();
    assertThat(Rules.none().allows(1, Double.NaN)).isTrue();
  }

  @Test
  void denyingBeatsAllowing() {
    Rules rules =
        Rules.none().withAllow(ItemSet.of(List.of(3, 1))).withDeny(ItemSet.of(List.of(3)));

    assertThat(rules.allows(1, 0)).isTrue();
    assertThat(rules.allows(2, 0)).isFalse();
    assertThat(rules.allows(3, 0)).isFalse();
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
