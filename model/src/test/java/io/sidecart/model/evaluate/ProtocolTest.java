package io.sidecart.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.SidecartException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProtocolTest {

  @Test
  void timeAsksUsersWithAHistoryForWhatTheyBoughtLater() {
    // Given user 1 on both sides, user 2 only before, user 3 only after
    Shop shop = new Shop().buys(1, 1, 10, 11).buys(1, 5, 11, 12).buys(2, 4, 10).buys(3, 6, 10);

    // When
    Exam exam = Protocol.time(Shop.day(5), null).cut(shop.log());

    // Then
    assertThat(exam.known().size()).isEqualTo(3);
    assertThat(exam.at()).isEqualTo(Shop.millis(5));
    assertThat(exam.questions())
        .singleElement()
        .satisfies(
            q -> {
              assertThat(q.userId()).isEqualTo(1);
              assertThat(q.at()).isEqualTo(Shop.millis(5));
              assertThat(hits(q)).containsExactly(11, 12);
              assertThat(owned(q)).containsExactly(10, 11);
            });
  }

  @Test
  void timeEndsBeforeUntil() {
    Shop shop = new Shop().buys(1, 1, 10).buys(1, 5, 11).buys(1, 6, 12);

    Exam exam = Protocol.time(Shop.day(5), Shop.day(6)).cut(shop.log());

    assertThat(exam.known().size()).isEqualTo(1);
    assertThat(hits(exam.questions().get(0))).containsExactly(11);
  }

  @Test
  void timeNamesTheTimesThatThereAre() {
    Shop shop = new Shop().buys(1, 1, 10).buys(1, 5, 11);

    assertThatThrownBy(() -> Protocol.time(Shop.day(9), null).cut(shop.log()))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "nobody to evaluate for: no user has purchases before 1970-01-10T00:00:00Z and from"
                + " then on; they are from 1970-01-02T00:00:00Z to 1970-01-06T00:00:00Z");
  }

  @Test
  void whatHasNoTimeWasBoughtBefore() {
    Shop shop = new Shop().buysSometime(1, 10).buys(1, 5, 11).buys(2, 1, 10).buysSometime(3, 12);

    Exam exam = Protocol.time(Shop.day(5), null).cut(shop.log());

    assertThat(exam.known().size()).isEqualTo(3);
    assertThat(exam.questions())
        .singleElement()
        .satisfies(
            q -> {
              assertThat(q.userId()).isEqualTo(1);
              assertThat(hits(q)).containsExactly(11);
              assertThat(owned(q)).containsExactly(10);
            });
  }

  @Test
  void theTimesThatAreNamedAreThoseThatThereAre() {
    Shop shop = new Shop().buysSometime(1, 10).buys(1, 5, 11);

    assertThatThrownBy(() -> Protocol.time(Shop.day(9), null).cut(shop.log()))
        .hasMessageEndingWith("they are from 1970-01-06T00:00:00Z to 1970-01-06T00:00:00Z");
  }

  @Test
  void timeNeedsOneTime() {
    Shop shop = new Shop().buysSometime(1, 10, 11);

    assertThatThrownBy(() -> Protocol.time(Shop.day(1), null).cut(shop.log()))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("have no times")
        .hasMessageContaining("--timeColumn");
  }

  @Test
  void originalKnowsAHalfAndCountsBothAsHits() {
    // Given 50 users with 40 items each, and no times
    Shop shop = new Shop();
    IntStream.range(0, 50)
        .forEach(user -> shop.buysSometime(user, IntStream.range(0, 40).toArray()));
    PurchaseLog log = shop.log();

    // When
    Exam exam = Protocol.original(0.5, 42).cut(log);

    // Then
    assertThat(exam.known().size() / 2000.0).isCloseTo(0.5, within(0.05));
    assertThat(exam.questions())
        .hasSize(50)
        .allSatisfy(
            q -> {
              assertThat(hits(q)).hasSize(40);
              assertThat(owned(q)).hasSizeBetween(5, 35);
            });
    assertThat(Protocol.original(0.5, 42).cut(log).known().size()).isEqualTo(exam.known().size());
  }

  @Test
  void nextBasketAsksForTheLastOne() {
    // Given user 1 with three baskets, user 2 with one
    Shop shop = new Shop().buys(1, 1, 10).buys(1, 7, 12, 10).buys(1, 3, 11).buys(2, 4, 10);

    // When
    Exam exam = Protocol.nextBasket().cut(shop.log());

    // Then
    assertThat(exam.questions())
        .singleElement()
        .satisfies(
            q -> {
              assertThat(q.userId()).isEqualTo(1);
              assertThat(q.at()).isEqualTo(Shop.millis(7));
              assertThat(hits(q)).containsExactly(10, 12);
              assertThat(owned(q)).containsExactly(10, 11);
            });
    assertThat(exam.known().size()).isEqualTo(3);
    assertThat(exam.known().itemIds(0)).containsExactly(10, 11);
  }

  @Test
  void aRowWithoutATimeMakesABasketNoOlder() {
    // Given: the last basket has one row that tells no time
    Shop shop = new Shop().buys(1, 1, 10).buys(1, 7, 12).buysAtNoTime(1, 7, 13);

    // When
    Exam exam = Protocol.nextBasket().cut(shop.log());

    // Then
    assertThat(exam.questions())
        .singleElement()
        .satisfies(
            q -> {
              assertThat(q.at()).isEqualTo(Shop.millis(7));
              assertThat(hits(q)).containsExactly(12, 13);
              assertThat(owned(q)).containsExactly(10);
            });
  }

  @Test
  void nextBasketNeedsBaskets() {
    Shop shop = new Shop().buysSometime(1, 10, 11);

    assertThatThrownBy(() -> Protocol.nextBasket().cut(shop.log()))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("--basketColumn");
  }

  private static int[] hits(Question question) {
    return IntStream.range(0, 50).filter(question::isHit).toArray();
  }

  private static int[] owned(Question question) {
    return IntStream.range(0, 50).filter(question::owns).toArray();
  }
}
