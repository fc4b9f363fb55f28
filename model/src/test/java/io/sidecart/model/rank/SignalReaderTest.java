package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.evaluate.PurchaseLog;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** User 1 buys item 0 on days 10, 20 and 30, and item 1 on day 40. User 2 buys items 0 and 2. */
class SignalReaderTest {
  private static final Offset<Double> EXACTLY = within(1e-5);

  private final PurchaseLog purchases =
      new Planted().buys(1, 0, 10, 20, 30).buys(1, 1, 40).buys(2, 0, 45).buys(2, 2, 45).log();
  private final ItemTable items = ItemTables.of(purchases, Planted.at(50));
  private final OwnPurchases own = OwnPurchasesOf.user(purchases, 0);
  private final double[] signals = new double[Signal.COUNT];

  @Test
  void ofAnOwnedItem() {
    // when
    read(own, 50, 0, 0);

    // then
    assertThat(signal(Signal.ALS)).isEqualTo(0.25);
    assertThat(signal(Signal.ALS_ROOT)).isEqualTo(0.5);
    assertThat(signal(Signal.ALS_RELATIVE)).isCloseTo(0.25 / 0.501, EXACTLY);
    assertThat(signal(Signal.TIMES)).isCloseTo(Math.log(3), EXACTLY);
    assertThat(signal(Signal.LAST)).isCloseTo(Math.log(21), EXACTLY);
    assertThat(signal(Signal.PASSED_OVER)).isCloseTo(Math.log(11), EXACTLY);
    assertThat(signal(Signal.FIRST)).isCloseTo(Math.log(41), EXACTLY);
    assertThat(signal(Signal.RATE)).isCloseTo(Math.log(3.0 / 54), EXACTLY);
    assertThat(signal(Signal.SHARE)).isCloseTo(0.75, EXACTLY);
    double decayed = Math.pow(0.5, 40 / 60.0) + Math.pow(0.5, 30 / 60.0) + Math.pow(0.5, 20 / 60.0);
    assertThat(signal(Signal.DECAYED)).isCloseTo(Math.log(decayed + 0.02), EXACTLY);
    // one repeat buyer with 10 days between, drawn to 60 days by five more
    double usual = (10 + 5 * 60) / 6.0;
    double interval = (10 + 10 + usual) / 3;
    assertThat(signal(Signal.DUE)).isCloseTo(Math.log(21 / (interval + 1)), EXACTLY);
  }

  @Test
  void productsOfAnOwnedItem() {
    // when
    read(own, 50, 0, 0);

    // then
    assertThat(signal(Signal.TIMES_SQUARED)).isCloseTo(Math.log(3) * Math.log(3), EXACTLY);
    assertThat(signal(Signal.LAST_BY_FIRST)).isCloseTo(Math.log(21) * Math.log(41), EXACTLY);
    assertThat(signal(Signal.SHARE_SQUARED)).isCloseTo(0.75 * 0.75, EXACTLY);
  }

  @Test
  void ofTheItem() {
    // when
    read(own, 50, 0, 0);

    // then: three purchases by user 1 and one by user 2, of whom one repeated
    double week = decayed(7);
    assertThat(signal(Signal.BUYERS)).isCloseTo(Math.log(2.5), EXACTLY);
    assertThat(signal(Signal.POPULAR_WEEK)).isCloseTo(Math.log(week + 0.5), EXACTLY);
    assertThat(signal(Signal.POPULAR_MONTH)).isCloseTo(Math.log(decayed(28) + 0.5), EXACTLY);
    assertThat(signal(Signal.POPULAR_QUARTER)).isCloseTo(Math.log(decayed(90) + 0.5), EXACTLY);
    assertThat(signal(Signal.TREND)).isCloseTo(Math.log((week + 0.5) / 4.5), EXACTLY);
    assertThat(signal(Signal.REPEAT_RATE)).isCloseTo(1.5 / 7, EXACTLY);
    assertThat(signal(Signal.PRICE)).isCloseTo(Math.log(2.01), EXACTLY);
    assertThat(signal(Signal.PRICE_GAP)).isCloseTo(0, EXACTLY);
  }

  private static double decayed(double halfLife) {
    return Math.pow(0.5, 40 / halfLife)
        + Math.pow(0.5, 30 / halfLife)
        + Math.pow(0.5, 20 / halfLife)
        + Math.pow(0.5, 5 / halfLife);
  }

  @Test
  void ofAnItemThatIsNewAndBoughtTogetherWithAnOwnedOne() {
    // when: item 2 was sold from day 45, the user came last on day 40
    read(own, 50, 2, SignalReader.NOT_OWNED);

    // then
    double weight = 0.1 + Math.pow(0.5, 20 / 60.0);
    double similarity = 1 / (Math.sqrt(2 * 1) + 5);
    assertThat(signal(Signal.SIMILAR)).isCloseTo(Math.log(weight * similarity + 0.01), EXACTLY);
    assertThat(signal(Signal.NEW)).isEqualTo(1);
    assertThat(signal(Signal.NEW_DAYS)).isCloseTo(Math.log(6), EXACTLY);
    assertThat(signal(Signal.TIMES)).isZero();
    assertThat(signal(Signal.SHARE)).isZero();
    assertThat(signal(Signal.DECAYED_SQUARED)).isZero();
  }

  @Test
  void ofTheUser() {
    // when
    read(own, 50, 2, SignalReader.NOT_OWNED);

    // then
    assertThat(signal(Signal.USER_ITEMS)).isCloseTo(Math.log(3), EXACTLY);
    assertThat(signal(Signal.USER_LAST)).isCloseTo(Math.log(11), EXACTLY);
    assertThat(signal(Signal.USER_FIRST)).isCloseTo(Math.log(41), EXACTLY);
    assertThat(signal(Signal.USER_REPEAT)).isCloseTo(1.5 / 7, EXACTLY);
  }

  @Test
  void theHourDoesNotCount() {
    read(own, 50.9, 0, 0);

    assertThat(signal(Signal.LAST)).isCloseTo(Math.log(21), EXACTLY);
  }

  @Test
  void aClockFarAheadOfTheModelIsHeldBack() {
    // when: 1,000 days after the model's data end
    read(own, 1050, 0, 0);

    // then: as 28 days after it
    assertThat(signal(Signal.LAST)).isCloseTo(Math.log(49), EXACTLY);
  }

  @Test
  void nothingOfTheUserBeforeIsLeft() {
    // given
    SignalReader reader = new SignalReader(items);
    reader.read(own, Planted.at(50));

    // when
    reader.read(OwnPurchases.none(), Planted.at(50));
    reader.write(2, SignalReader.NOT_OWNED, 0, 0, signals);

    // then
    assertThat(signal(Signal.SIMILAR)).isCloseTo(Math.log(0.01), EXACTLY);
    assertThat(signal(Signal.USER_ITEMS)).isZero();
    assertThat(signals).doesNotContain(Double.NaN, Double.NEGATIVE_INFINITY);
  }

  @Test
  void purchasesWithoutTimesGiveNumbers() {
    // given
    PurchaseLog timeless = new Planted().buys(1, 0, Planted.NO_TIME, Planted.NO_TIME).log();
    SignalReader reader = new SignalReader(ItemTables.of(timeless, Planted.at(50)));

    // when
    reader.read(OwnPurchasesOf.user(timeless, 0), Planted.at(50));
    reader.write(0, 0, 0, 0, signals);

    // then
    assertThat(signal(Signal.TIMES)).isCloseTo(Math.log(2), EXACTLY);
    assertThat(Arrays.stream(signals).allMatch(Double::isFinite)).isTrue();
  }

  private void read(OwnPurchases purchases, double day, int item, int owned) {
    SignalReader reader = new SignalReader(items);
    reader.read(purchases, Planted.at(day));
    reader.write(item, owned, 0.25f, 0.5f, signals);
  }

  private double signal(Signal signal) {
    return signals[signal.ordinal()];
  }
}
