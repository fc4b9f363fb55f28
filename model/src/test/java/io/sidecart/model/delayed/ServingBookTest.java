package io.sidecart.model.delayed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.delayed.ServingBook.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServingBookTest {
  private static final long HORIZON = 100;

  private final ServingBook book = new ServingBook(HORIZON);

  @Test
  void aShownItemThatIsBoughtWithinTheHorizonIsAHit() {
    Serving first = serving(1, 50, 99, 7, 8);
    book.add(first);

    assertThat(book.add(serving(1, 150, 7))).contains(new Change(first, 0, 1));
  }

  @Test
  void whatIsBoughtAfterTheHorizonOrByAnotherIsNone() {
    book.add(serving(1, 50, 99, 7, 8));

    assertThat(book.add(serving(1, 151, 7))).allMatch(change -> change.hits() == 0);
    assertThat(book.add(serving(2, 120, 7))).allMatch(change -> change.hits() == 0);
  }

  @Test
  void whatWasPutInTheCartWithTheAnswerIsNoHitOfIt() {
    assertThat(book.add(serving(1, 0, 7, 7, 8))).extracting(Change::hits).containsExactly(0);
  }

  @Test
  void anItemIsHitOnce() {
    Serving first = serving(1, 50, 99, 7, 8);
    book.add(first);
    book.add(serving(1, 110, 7));

    assertThat(book.add(serving(1, 120, 7))).extracting(Change::serving).doesNotContain(first);
  }

  @Test
  void theLastAnswerOfAWindowTakesTheFormersPlace() {
    Serving first = serving(1, 10, 99, 7);
    Serving second = serving(1, 20, 99, 8);
    book.add(first);

    assertThat(book.add(second))
        .containsExactly(new Change(first, -1, 0), new Change(second, 1, 0));
  }

  @Test
  void anAnswerThatComesLateTakesOverWithItsOwnHits() {
    Serving first = serving(1, 10, 99, 7);
    Serving late = serving(1, 20, 99, 7, 8);
    book.add(first);
    book.add(serving(1, 105, 7));
    book.add(serving(1, 115, 8));

    assertThat(book.add(late)).containsExactly(new Change(first, -1, -1), new Change(late, 1, 2));
  }

  @Test
  void anEarlierPurchaseThatComesLateMayBeAHit() {
    Serving first = serving(1, 10, 99, 7);
    book.add(first);
    book.add(serving(1, 120, 7));

    assertThat(book.add(serving(1, 105, 7))).contains(new Change(first, 0, 1));
  }

  @Test
  void ofOneMillisecondThatWithTheHigherOffsetIsLast() {
    Serving first = new Serving(1, 0, 0, 5, 50, List.of(7), null);
    Serving second = new Serving(1, 0, 0, 6, 7, List.of(50), null);
    book.add(second);

    assertThat(book.add(first)).isEmpty();
  }

  @Test
  void aServingThatComesTwiceChangesNothing() {
    Serving first = serving(1, 50, 50, 7);
    Serving second = serving(1, 120, 7, 8);
    book.add(first);
    book.add(second);

    assertThat(book.add(first)).isEmpty();
    assertThat(book.add(second)).isEmpty();
  }

  @Test
  void theOrderOfComingDoesNotMatter() {
    Random random = new Random(7);
    List<Serving> servings = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      servings.add(
          new Serving(
              random.nextInt(8),
              random.nextInt(1_000) - 500,
              0,
              i,
              random.nextInt(12),
              List.of(random.nextInt(6), 6 + random.nextInt(6)),
              null));
    }
    Map<Serving, Integer> wanted = new HashMap<>();
    for (Serving one : servings) {
      if (servings.stream().noneMatch(other -> takesThePlaceOf(other, one))) {
        wanted.put(one, hits(one, servings));
      }
    }
    assertThat(wanted.values()).contains(0, 1);

    for (int times = 0; times < 5; times++) {
      Collections.shuffle(servings, random);
      assertThat(told(servings)).isEqualTo(wanted);
    }
  }

  @Test
  void oldWindowsAreForgotten() {
    book.add(serving(1, 50, 50, 7));
    book.add(serving(1, 150, 51, 7));
    book.add(serving(1, 250, 52, 7));

    book.forgetBefore(0, 200);

    assertThat(book.windows()).containsOnlyKeys(1L, 2L);
  }

  @Test
  void whatStandsInAnotherPartitionIsKept() {
    book.add(serving(1, 50, 50, 7));
    book.add(new Serving(2, 60, 1, 0, 50, List.of(7), "v1"));

    book.forgetBefore(0, 500);

    assertThat(book.windows()).containsOnlyKeys(0L);
    assertThat(book.windows().get(0L)).containsOnlyKeys(2);
  }

  /** The hits of each serving that counts in the end. */
  private static Map<Serving, Integer> told(List<Serving> servings) {
    ServingBook book = new ServingBook(HORIZON);
    Map<Serving, Integer> answers = new HashMap<>();
    Map<Serving, Integer> hits = new HashMap<>();
    for (Serving serving : servings) {
      for (Change change : book.add(serving)) {
        answers.merge(change.serving(), change.answers(), Integer::sum);
        hits.merge(change.serving(), change.hits(), Integer::sum);
      }
    }
    assertThat(answers.values()).containsOnly(0, 1);
    answers.forEach(
        (serving, count) -> {
          if (count == 0) {
            assertThat(hits.remove(serving)).isZero();
          }
        });
    return hits;
  }

  private static boolean takesThePlaceOf(Serving other, Serving one) {
    return other.userId() == one.userId()
        && Math.floorDiv(other.millis(), HORIZON) == Math.floorDiv(one.millis(), HORIZON)
        && Serving.ORDER.compare(other, one) > 0;
  }

  /** By the definition, of all at once. */
  private static int hits(Serving one, List<Serving> all) {
    return (int)
        one.shown().stream()
            .filter(
                item ->
                    all.stream()
                        .anyMatch(
                            other ->
                                other.userId() == one.userId()
                                    && other.itemId() == item
                                    && Serving.ORDER.compare(other, one) > 0
                                    && other.millis() <= one.millis() + HORIZON))
            .count();
  }

  private static Serving serving(int user, long millis, int item, Integer... shown) {
    return new Serving(user, millis, 0, millis, item, List.of(shown), "v1");
  }
}
