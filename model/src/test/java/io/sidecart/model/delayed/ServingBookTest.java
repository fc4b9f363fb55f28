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

  private final ServingBook book = new ServingBook();

  @Test
  void aShownItemThatIsBoughtWithinTheHorizonIsAHit() {
    Serving first = serving(1, 0, 50, 7, 8);
    book.add(first, HORIZON);

    assertThat(book.add(serving(1, 100, 7), HORIZON)).contains(new Change(first, 0, 1));
  }

  @Test
  void whatIsBoughtAfterTheHorizonOrByAnotherIsNone() {
    book.add(serving(1, 0, 50, 7, 8), HORIZON);

    assertThat(book.add(serving(1, 101, 7), HORIZON)).allMatch(change -> change.hits() == 0);
    assertThat(book.add(serving(2, 50, 7), HORIZON)).allMatch(change -> change.hits() == 0);
  }

  @Test
  void whatWasPutInTheCartWithTheAnswerIsNoHitOfIt() {
    assertThat(book.add(serving(1, 0, 7, 7, 8), HORIZON))
        .extracting(Change::hits)
        .containsExactly(0);
  }

  @Test
  void anItemIsHitOnce() {
    Serving first = serving(1, 0, 50, 7, 8);
    book.add(first, HORIZON);
    book.add(serving(1, 10, 7), HORIZON);

    assertThat(book.add(serving(1, 20, 7), HORIZON))
        .extracting(Change::serving)
        .doesNotContain(first);
  }

  @Test
  void ofOneMillisecondThatWithTheHigherOffsetIsLater() {
    Serving first = new Serving(1, 0, 0, 5, 50, List.of(7), null);
    Serving second = new Serving(1, 0, 0, 6, 7, List.of(50), null);
    book.add(second, HORIZON);

    assertThat(book.add(first, HORIZON)).containsExactly(new Change(first, 1, 1));
  }

  @Test
  void aServingThatComesTwiceChangesNothing() {
    Serving serving = serving(1, 0, 50, 7);
    book.add(serving, HORIZON);

    assertThat(book.add(serving, HORIZON)).isEmpty();
  }

  @Test
  void theOrderOfComingDoesNotMatter() {
    Random random = new Random(7);
    List<Serving> servings = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      servings.add(
          new Serving(
              random.nextInt(3),
              random.nextInt(1_000),
              0,
              i,
              random.nextInt(12),
              List.of(random.nextInt(6), 6 + random.nextInt(6)),
              null));
    }
    Map<Serving, Integer> wanted = new HashMap<>();
    for (Serving one : servings) {
      wanted.put(one, hits(one, servings));
    }

    for (int times = 0; times < 5; times++) {
      Collections.shuffle(servings, random);
      ServingBook shuffled = new ServingBook();
      Map<Serving, Integer> found = new HashMap<>();
      for (Serving serving : servings) {
        shuffled
            .add(serving, HORIZON)
            .forEach(change -> found.merge(change.serving(), change.hits(), Integer::sum));
      }
      assertThat(found).isEqualTo(wanted);
    }
  }

  @Test
  void whatIsForgottenIsNotAmongTheServings() {
    book.add(serving(1, 0, 50, 7), HORIZON);
    book.add(serving(1, 10, 51, 7), HORIZON);
    book.add(serving(2, 3, 52, 7), HORIZON);

    book.forgetBefore(10);

    assertThat(book.servings()).extracting(Serving::itemId).containsExactly(51);
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
