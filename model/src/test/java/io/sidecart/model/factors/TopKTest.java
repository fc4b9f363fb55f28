package io.sidecart.model.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.Recommendation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {

  @ParameterizedTest(name = "{0} items, rank {1}, k {2}")
  @CsvSource({
    "1,1,1",
    "7,2,5",
    "5,3,9",
    "100,10,5",
    "1023,4,10",
    "1024,5,5",
    "1025,6,5",
    "2048,8,1024",
    "5000,10,5",
    "5000,64,20",
    "3000,130,3000"
  })
  void findsWhatABruteForceSortFinds(int size, int rank, int k) {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(31L * size + seed);
      Factors factors = randomFactors(size, rank, random);
      float[] user = randomVector(rank, random);

      List<Recommendation> found = new TopK(k).of(user, ItemFactors.of(factors));

      assertThat(found).isEqualTo(bruteForce(user, factors, k));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 31, 64, 101, 127, 128, 129, 130})
  void anyRankGivesTheScoreOfThePlainSum(int rank) {
    Random random = new Random(rank);
    Factors factors = randomFactors(300, rank, random);
    float[] user = randomVector(rank, random);

    assertThat(new TopK(300).of(user, ItemFactors.of(factors)))
        .isEqualTo(bruteForce(user, factors, 300));
  }

  @Test
  void tiesStandInTheOrderOfTheItemIds() {
    // 5,000 items with three different scores only: the ties cross the blocks
    Factors.Builder builder = Factors.builder(1);
    for (int id = 4999; id >= 0; id--) {
      builder.add(id, id % 3);
    }
    ItemFactors items = ItemFactors.of(builder.build());

    List<Recommendation> found = new TopK(1700).of(new float[] {1}, items);

    assertThat(found.subList(0, 3))
        .containsExactly(
            new Recommendation(2, 2), new Recommendation(5, 2), new Recommendation(8, 2));
    assertThat(found.subList(1665, 1668))
        .containsExactly(
            new Recommendation(4997, 2), new Recommendation(1, 1), new Recommendation(4, 1));
  }

  @Test
  void itemsThatAreNotAllowedTakeNoPlace() {
    Random random = new Random(4);
    Factors factors = randomFactors(3000, 5, random);
    float[] user = randomVector(5, random);
    List<Recommendation> all = bruteForce(user, factors, 3000);

    assertThat(new TopK(20).of(user, ItemFactors.of(factors), item -> item % 7 == 0))
        .isEqualTo(all.stream().filter(each -> each.itemId() % 7 == 0).limit(20).toList());
  }

  @Test
  void aTieWithTheLastPlaceGoesToTheSmallerId() {
    ItemFactors items =
        ItemFactors.of(Factors.builder(1).add(9, 5).add(8, 5).add(3, 5).add(4, 7).build());

    assertThat(new TopK(2).of(new float[] {1}, items))
        .containsExactly(new Recommendation(4, 7), new Recommendation(3, 5));
  }

  @Test
  void givesAllItemsWhereThereAreFewerThanK() {
    ItemFactors items = ItemFactors.of(Factors.builder(1).add(1, 1).add(2, 2).build());

    assertThat(new TopK(5).of(new float[] {-1}, items))
        .containsExactly(new Recommendation(1, -1), new Recommendation(2, -2));
  }

  @Test
  void givesNothingWithoutItems() {
    assertThat(new TopK(5).of(new float[] {1}, ItemFactors.of(Factors.builder(1).build())))
        .isEmpty();
  }

  @Test
  void scoresOfTheLargestFactorsAreStillNumbers() {
    Factors.Builder builder = Factors.builder(Factors.MAX_RANK);
    float[] largest = new float[Factors.MAX_RANK];
    Arrays.fill(largest, Factors.LARGEST);
    Factors factors = builder.add(1, largest).build();

    List<Recommendation> found = new TopK(1).of(largest, ItemFactors.of(factors));

    assertThat(found.get(0).score()).isFinite();
  }

  @Test
  void anInstanceRemembersNothingOfTheSearchBefore() {
    TopK topK = new TopK(3);
    ItemFactors many = ItemFactors.of(randomFactors(50, 2, new Random(1)));
    ItemFactors few = ItemFactors.of(Factors.builder(2).add(1, 1, 1).build());
    topK.of(new float[] {9, 9}, many);

    assertThat(topK.of(new float[] {1, 1}, few)).containsExactly(new Recommendation(1, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesAKBelowOne(int k) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopK(k))
        .withMessage("k is " + k + ", but it must be at least 1");
  }

  @Test
  void refusesAShortVector() {
    ItemFactors items = ItemFactors.of(Factors.builder(2).add(1, 1, 1).build());

    assertThatIllegalArgumentException().isThrownBy(() -> new TopK(1).of(new float[] {1}, items));
  }

  private static List<Recommendation> bruteForce(float[] user, Factors factors, int k) {
    List<Recommendation> all = new ArrayList<>();
    for (int index = 0; index < factors.size(); index++) {
      float[] item = factors.vector(index);
      float score = 0;
      for (int factor = 0; factor < factors.rank(); factor++) {
        score += user[factor] * item[factor];
      }
      all.add(new Recommendation(factors.id(index), score));
    }
    all.sort(
        Comparator.comparingDouble(Recommendation::score)
            .reversed()
            .thenComparingInt(Recommendation::itemId));
    return all.subList(0, Math.min(k, all.size()));
  }

  /** Few different values, so that equal scores are common at small ranks. */
  private static Factors randomFactors(int size, int rank, Random random) {
    Factors.Builder builder = Factors.builder(rank);
    for (int i = 0; i < size; i++) {
      builder.add(3 * i + random.nextInt(3), randomVector(rank, random));
    }
    return builder.build();
  }

  private static float[] randomVector(int rank, Random random) {
    float[] vector = new float[rank];
    for (int i = 0; i < rank; i++) {
      vector[i] = random.nextInt(9) / 7f - 0.5f;
    }
    return vector;
  }
}
