package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.evaluate.PurchaseLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrainingWindowsTest {

  @Test
  void areTheShortestThatHoldATenthOfThePurchases() {
    // given: 40 users buy each day of 300
    TrainingWindows windows = TrainingWindows.of(daily(300, 1), Planted.at(300));

    // then: 28 of 300 days hold less than a tenth, and are the longest there are
    assertThat(windows.length()).isEqualTo(Duration.ofDays(28).toMillis());
    assertThat(windows.starts()).containsExactly(Planted.at(272), Planted.at(244), Planted.at(216));
  }

  @Test
  void areShortWhereSalesAreDenseAtTheEnd() {
    TrainingWindows windows = TrainingWindows.of(daily(60, 1), Planted.at(60));

    assertThat(windows.length()).isEqualTo(Duration.ofDays(7).toMillis());
  }

  @Test
  void holdAllPurchasesThatWereMadeAsTheyBegin() {
    // given: of 1,000 purchases 99 at the time when the last 7 days begin, and one later
    Planted planted = new Planted();
    for (int user = 0; user < 900; user++) {
      planted.buys(user, 1, user % 30);
    }
    for (int user = 0; user < 99; user++) {
      planted.buys(user, 1, 63);
    }
    PurchaseLog purchases = planted.buys(99, 1, 69).log();

    TrainingWindows windows = TrainingWindows.of(purchases, Planted.at(70));

    assertThat(windows.length()).isEqualTo(Duration.ofDays(7).toMillis());
  }

  @Test
  void areNeverLongerThanTheFifthPartOfTheHistory() {
    TrainingWindows windows = TrainingWindows.of(daily(10, 1), Planted.at(10));

    assertThat(windows.length()).isEqualTo(Duration.ofDays(2).toMillis());
  }

  @Test
  void endWithTheLastPurchaseWhereNothingIsKnownOfTheTimeBeforeTheEnd() {
    // given: 40 users buy each day of 300, and nobody knows of the next 200
    TrainingWindows windows = TrainingWindows.of(daily(300, 1), Planted.at(500));

    assertThat(windows.starts()).containsExactly(Planted.at(272), Planted.at(244), Planted.at(216));
  }

  @Test
  void thereAreNoneWithoutTimes() {
    Planted planted = new Planted();
    for (int user = 0; user < 40; user++) {
      planted.buys(user, 1, Planted.NO_TIME);
    }

    assertThat(TrainingWindows.of(planted.log(), Planted.at(10)).starts()).isEmpty();
  }

  @Test
  void thereAreNoneForFewUsers() {
    PurchaseLog few = new Planted().buys(1, 1, 0, 10, 20, 30, 40, 50).log();

    assertThat(TrainingWindows.of(few, Planted.at(60)).starts()).isEmpty();
  }

  private static PurchaseLog daily(int days, int item) {
    Planted planted = new Planted();
    for (int user = 0; user < 40; user++) {
      for (int day = 0; day < days; day++) {
        planted.buys(user, item, day);
      }
    }
    return planted.log();
  }
}
