package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrecisionTotalsTest {

  @Test
  void countsEventsAndAddsThePrecisionOfTheMeasured() {
    PrecisionTotals totals = PrecisionTotals.none().with(0.4).with(null).with(1.0);

    assertThat(totals.events()).isEqualTo(3);
    assertThat(totals.measured()).isEqualTo(2);
    assertThat(totals.precisionSum()).isEqualTo(1.4);
  }

  @Test
  void isExactForEachKOfUpTo20() {
    for (int k = 1; k <= 20; k++) {
      PrecisionTotals totals = PrecisionTotals.none();
      for (int i = 0; i < k; i++) {
        totals = totals.with(1.0 / k);
      }
      assertThat(totals.precisionSum()).as("k = " + k).isEqualTo(1.0);
    }
  }

  @Test
  void isTheSameInAnyOrderAndGrouping() {
    Random random = new Random(3);
    List<Double> precisions = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      precisions.add(random.nextInt(8) / 7.0);
    }
    PrecisionTotals inOrder = sum(precisions);

    Collections.shuffle(precisions, random);

    assertThat(sum(precisions.subList(0, 3_333)).plus(sum(precisions.subList(3_333, 10_000))))
        .isEqualTo(inOrder);
  }

  private static PrecisionTotals sum(List<Double> precisions) {
    PrecisionTotals totals = PrecisionTotals.none();
    for (Double precision : precisions) {
      totals = totals.with(precision);
    }
    return totals;
  }
}
