package io.sidecart.model.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.Purchase;
import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitterTest {
  private static final int ROWS = 100_000;

  @Test
  void theHistoryHasItsShareOfEachFile() {
    Splitter splitter = Splitter.random(0.3, 7);

    for (String source : new String[] {"a.csv", "b.csv"}) {
      assertThat(share(i -> splitter.isHistory(row(source, i)))).isCloseTo(0.3, within(0.006));
    }
  }

  @Test
  void aRowFallsOnTheSameSideEachTimeWhateverItSays() {
    Purchase one = new Purchase("a.csv", 7, 1, 2, 3, 4.5, "b", Instant.EPOCH);
    Purchase other = new Purchase("a.csv", 7, 9, 8, 1, 0.5, null, null);

    for (long seed = 0; seed < 100; seed++) {
      assertThat(Splitter.random(0.5, seed).isHistory(one))
          .isEqualTo(Splitter.random(0.5, seed).isHistory(other));
    }
  }

  @Test
  void seedsAndFilesAndNeighboursAreIndependent() {
    Splitter one = Splitter.random(0.5, 1);
    Splitter two = Splitter.random(0.5, 2);

    assertThat(share(i -> one.isHistory(row("a", i)) == two.isHistory(row("a", i))))
        .isCloseTo(0.5, within(0.01));
    assertThat(share(i -> one.isHistory(row("a", i)) == one.isHistory(row("b", i))))
        .isCloseTo(0.5, within(0.01));
    assertThat(share(i -> one.isHistory(row("a", i)) == one.isHistory(row("a", i + 1))))
        .isCloseTo(0.5, within(0.01));
  }

  @Test
  void allOrNothingCanBeHistory() {
    assertThat(share(i -> Splitter.random(1, 3).isHistory(row("a", i)))).isEqualTo(1);
    assertThat(share(i -> Splitter.random(0, 3).isHistory(row("a", i)))).isEqualTo(0);
  }

  @Test
  void whatStandsBeforeTheFirstLivePurchaseIsHistory() {
    Splitter splitter = Splitter.before(new ReplayKey(1_000, "b.csv", 5));

    assertThat(splitter.isHistory(at(999, "z.csv", 9))).isTrue();
    assertThat(splitter.isHistory(at(1_000, "a.csv", 9))).isTrue();
    assertThat(splitter.isHistory(at(1_000, "b.csv", 4))).isTrue();
    assertThat(splitter.isHistory(at(1_000, "b.csv", 5))).isFalse();
    assertThat(splitter.isHistory(at(1_001, "a.csv", 1))).isFalse();
  }

  private static double share(IntPredicate holds) {
    return IntStream.range(0, ROWS).filter(holds).count() / (double) ROWS;
  }

  private static Purchase row(String source, int line) {
    return new Purchase(source, line, 1, 2, 3, 4.5, null, null);
  }

  private static Purchase at(long millis, String source, int line) {
    return new Purchase(source, line, 1, 2, 3, 4.5, null, Instant.ofEpochMilli(millis));
  }
}
