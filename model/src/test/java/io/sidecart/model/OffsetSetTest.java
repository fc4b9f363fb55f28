package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetSetTest {

  @Test
  void startsWhereReadingBegan() {
    assertThat(new OffsetSet(7).committable()).isEqualTo(7);
  }

  @Test
  void advancesOverARunThatBeginsAtTheNextOffset() {
    OffsetSet set = new OffsetSet(0);

    set.add(0, 9);

    assertThat(set.committable()).isEqualTo(10);
    assertThat(set.ahead()).isEmpty();
  }

  @Test
  void holdsWhatEitherOfTwoHeld() {
    OffsetSet one = new OffsetSet(3);
    one.add(5, 6);
    one.add(20, 29);
    OffsetSet other = new OffsetSet(5);
    other.add(9, 9);

    OffsetSet both = one.copy();
    both.addAll(other);
    other.addAll(one);

    assertThat(both).isEqualTo(other);
    assertThat(both.committable()).isEqualTo(7);
    assertThat(both.ahead()).isEqualTo(Map.of(9L, 9L, 20L, 29L));
    assertThat(one.committable()).isEqualTo(3);
  }

  @Test
  void aRunWithoutOffsetsChangesNothing() {
    OffsetSet set = new OffsetSet(3);

    set.add(5, 4);

    assertThat(set).isEqualTo(new OffsetSet(3));
  }

  @Test
  void waitsForAHoleToBeFilled() {
    OffsetSet set = new OffsetSet(0);
    set.add(5, 9);
    assertThat(set.committable()).isZero();

    set.add(0, 4);

    assertThat(set.committable()).isEqualTo(10);
  }

  @Test
  void joinsRangesThatTouchOrOverlap() {
    OffsetSet set = new OffsetSet(0);

    set.add(10, 12);
    set.add(20, 22);
    set.add(12, 20);
    set.add(23, 24);

    assertThat(set.ahead()).containsExactlyEntriesOf(Map.of(10L, 24L));
  }

  @Test
  void forgetsWhatIsBelowTheNextOffset() {
    OffsetSet set = new OffsetSet(100);

    set.add(3, 50);

    assertThat(set.committable()).isEqualTo(100);
    assertThat(set.ahead()).isEmpty();
  }

  @Test
  void aRunThatStraddlesTheNextOffsetAdvancesIt() {
    OffsetSet set = new OffsetSet(100);

    set.add(90, 110);

    assertThat(set.committable()).isEqualTo(111);
  }

  @Test
  void anyOrderWithRepeatsEndsAtTheSamePlace() {
    List<long[]> ranges = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      ranges.add(new long[] {i * 3L, i * 3L + 3});
      ranges.add(new long[] {i * 3L + 1, i * 3L + 1});
    }
    for (long seed = 0; seed < 20; seed++) {
      Collections.shuffle(ranges, new Random(seed));
      OffsetSet set = new OffsetSet(0);

      ranges.forEach(range -> set.add(range[0], range[1]));

      assertThat(set.committable()).isEqualTo(1501);
      assertThat(set.ahead()).isEmpty();
    }
  }
}
