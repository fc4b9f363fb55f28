package io.sidecart.model.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldInTest {
  private static final double REG_PARAM = 0.1;
  private static final double ALPHA = 4;
  private static final int RANK = 7;
  private static final int ITEMS = 60;
  private static final int NO_ITEM = -1;

  private final float[][] y = new float[ITEMS][RANK];
  private final ItemFactors items;

  FoldInTest() {
    Random random = new Random(3);
    Factors.Builder factors = Factors.builder(RANK);
    for (int item = 0; item < ITEMS; item++) {
      for (int i = 0; i < RANK; i++) {
        y[item][i] = (float) random.nextGaussian();
      }
      factors.add(item, y[item]);
    }
    items = ItemFactors.of(factors.build());
  }

  @Test
  void theVectorMinimisesWhatTrainingMinimises() {
    float[] x = new float[RANK];
    OwnPurchases own = own(new OwnItem(3, 2, null), new OwnItem(9, 1, null));

    assertThat(solver().solve(own, NO_ITEM, x)).isTrue();

    assertSlopeIsZero(x, new int[] {3, 9}, new int[] {2, 1});
  }

  @Test
  void theCartCountsAsOnePurchaseMore() {
    float[] x = new float[RANK];
    OwnPurchases own = own(new OwnItem(3, 2, null));

    solver().solve(own, 3, x);
    assertSlopeIsZero(x, new int[] {3}, new int[] {3});
    solver().solve(own, 12, x);
    assertSlopeIsZero(x, new int[] {3, 12}, new int[] {2, 1});
  }

  @Test
  void aSolverKeepsNothingOfTheUserBefore() {
    FoldIn.Solver solver = solver();
    float[] first = new float[RANK];
    float[] again = new float[RANK];
    solver.solve(own(new OwnItem(1, 1, null)), NO_ITEM, first);
    solver.solve(own(new OwnItem(2, 9, null), new OwnItem(5, 1, null)), 7, again);

    solver.solve(own(new OwnItem(1, 1, null)), NO_ITEM, again);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void itemsThatTheFactorsDoNotKnowSayNothing() {
    float[] x = new float[RANK];

    assertThat(solver().solve(own(new OwnItem(700, 3, null)), 701, x)).isFalse();
    assertThat(solver().solve(OwnPurchases.none(), NO_ITEM, x)).isFalse();
    assertThat(solver().solve(own(new OwnItem(700, 3, null)), 5, x)).isTrue();
    assertSlopeIsZero(x, new int[] {5}, new int[] {1});
  }

  @Test
  void equationsWithoutOneSolutionGiveNoVector() {
    ItemFactors flat = ItemFactors.of(Factors.builder(2).add(1, 1, 1).add(2, 2, 2).build());

    assertThat(
            FoldIn.implicit(flat, 0, 1)
                .solver()
                .solve(own(new OwnItem(1, 1, null)), NO_ITEM, new float[2]))
        .isFalse();
  }

  /**
   * Of the loss Σ c (p - xy)² + n regParam x² over all items, by Hu, Koren and Volinsky: c is 1 and
   * p 0 for what was not bought.
   */
  private void assertSlopeIsZero(float[] x, int[] bought, int[] times) {
    for (int i = 0; i < RANK; i++) {
      double slope = bought.length * REG_PARAM * x[i];
      for (int item = 0; item < ITEMS; item++) {
        int place = List.of(box(bought)).indexOf(item);
        double confidence = place < 0 ? 1 : 1 + ALPHA * times[place];
        double preference = place < 0 ? 0 : 1;
        slope -= confidence * (preference - product(x, y[item])) * y[item][i];
      }
      assertThat(slope).as("factor %d", i).isCloseTo(0, within(1e-4));
    }
  }

  private static Integer[] box(int[] values) {
    return Arrays.stream(values).boxed().toArray(Integer[]::new);
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private FoldIn.Solver solver() {
    return FoldIn.implicit(items, REG_PARAM, ALPHA).solver();
  }

  private static OwnPurchases own(OwnItem... bought) {
    return OwnPurchases.of(List.of(bought));
  }
}
