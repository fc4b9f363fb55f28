package io.sidecart.model.factors;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.Recommendation;
import io.sidecart.model.factors.Kernels.Jvm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kernel gives the same bits; the test's JVM has the Vector API. */
class KernelsTest {

  @ParameterizedTest(name = "{0} items, rank {1}")
  @CsvSource({
    "1,1", "15,3", "16,4", "63,5", "64,10", "65,10", "1023,8", "1024,7", "1025,64", "3000,33"
  })
  void randomScoresAreThoseOfThePlainSumBitForBit(int size, int rank) {
    Random random = new Random(size + rank);
    assertSameBits(vectors(size, rank, random::nextGaussian), vector(rank, random::nextGaussian));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 10, 129, 1024})
  void extremeScoresAreThoseOfThePlainSumBitForBit(int rank) {
    // Sums that cancel, vanish below the smallest normal number, or are zero of either sign.
    Random random = new Random(rank);
    float[] extremes = {
      Factors.LARGEST, -Factors.LARGEST, 1, -1, 0, -0f, 1e-30f, -1e-38f, Float.MIN_VALUE, 3e7f
    };
    DoubleSupplier any = () -> extremes[random.nextInt(extremes.length)];

    assertSameBits(vectors(200, rank, any), vector(rank, any));
  }

  @Test
  void productsAreRoundedBeforeTheyAreAdded() {
    // Fused, the sum would be 2 to the -46.
    float[] item = {1 + 0x1p-23f, -(1 + 0x1p-22f)};
    float[] user = {1 + 0x1p-23f, 1};

    for (ItemFactors items : bothOf(Factors.builder(2).add(1, item).build())) {
      assertThat(new TopK(1).of(user, items)).containsExactly(new Recommendation(1, 0));
    }
  }

  @ParameterizedTest(name = "{0} users, {1} items, rank {2}, k {3}")
  @CsvSource({
    "1,100,3,5",
    "2,65,10,5",
    "3,5000,10,5",
    "4,1024,1,7",
    "5,1025,2,20",
    "32,700,9,5",
    "33,700,9,5",
    "70,130,4,200"
  })
  void usersInABlockGetWhatEachGetsAlone(int count, int size, int rank, int k) {
    Random random = new Random(count);
    // Few different values, so that equal scores are common.
    DoubleSupplier few = () -> random.nextInt(3) - 1;
    Factors factors = vectors(size, rank, few);
    List<float[]> users = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      users.add(vector(rank, few));
    }
    ItemFactors plain = ItemFactors.of(factors, PlainKernel::of);
    List<List<Recommendation>> alone =
        users.stream().map(user -> new TopK(k).of(user, plain)).toList();

    for (ItemFactors items : bothOf(factors)) {
      TopK topK = new TopK(k);
      assertThat(topK.ofEach(users, items)).isEqualTo(alone);
      assertThat(topK.ofEach(users, items)).as("with the same scratch").isEqualTo(alone);
      assertThat(users.stream().map(user -> topK.of(user, items)).toList()).isEqualTo(alone);
    }
  }

  @Test
  void allScoresBelowZeroAreStillFoundAndNothingBehindTheLastItem() {
    Factors factors = vectors(70, 2, () -> 1);

    for (ItemFactors items : bothOf(factors)) {
      List<Recommendation> found = new TopK(100).of(new float[] {-1, -1}, items);

      assertThat(found).hasSize(70).allMatch(each -> each.score() == -2);
      assertThat(new TopK(100).ofEach(List.of(new float[] {-1, -1}, new float[] {1, 1}), items))
          .allMatch(each -> each.size() == 70);
    }
  }

  @Test
  void nobodyGetsNothing() {
    for (ItemFactors items : bothOf(vectors(3, 2, () -> 1))) {
      assertThat(new TopK(1).ofEach(List.of(), items)).isEmpty();
    }
  }

  @Test
  void vectorsAreTakenOnlyWhereTheyAreFast() {
    assertThat(new Jvm(true, true).whyNoVectors()).isEmpty();
    assertThat(new Jvm(true, false).whyNoVectors())
        .contains("the JVM runs without its second compiler");
    assertThat(new Jvm(false, true).whyNoVectors())
        .contains("the JVM was started without --add-modules jdk.incubator.vector");
  }

  private static void assertSameBits(Factors factors, float[] user) {
    int[] expected = new int[factors.size()];
    for (int item = 0; item < expected.length; item++) {
      float score = 0;
      for (int factor = 0; factor < factors.rank(); factor++) {
        score += user[factor] * factors.value(item, factor);
      }
      expected[item] = Float.floatToRawIntBits(score);
    }
    for (ItemFactors items : bothOf(factors)) {
      float[] scores = new float[items.size()];
      items.scoreAll(user, ItemFactors.scratch(), scores);
      assertThat(bits(scores)).containsExactly(expected);
      assertThat(bits(searched(items, List.of(user), 0))).containsExactly(expected);
      assertThat(bits(searched(items, List.of(new float[factors.rank()], user), 1)))
          .as("in a block")
          .containsExactly(expected);
      for (int item = 0; item < items.size(); item++) {
        float[] vector = new float[items.rank()];
        items.copyVector(item, vector);
        assertThat(vector).containsExactly(factors.vector(item));
      }
    }
  }

  /** The scores that a search tells of, which are all. */
  private static float[] searched(ItemFactors items, List<float[]> users, int wanted) {
    float[] scores = new float[items.size()];
    Arrays.fill(scores, Float.NaN);
    UserBlock block = new UserBlock();
    block.clear(users.size(), items.rank());
    for (int user = 0; user < users.size(); user++) {
      block.put(user, users.get(user));
    }
    items.search(
        block,
        (user, item, score) -> {
          if (user == wanted) {
            scores[item] = score;
          }
          return Float.NEGATIVE_INFINITY;
        });
    return scores;
  }

  private static int[] bits(float[] scores) {
    int[] bits = new int[scores.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(scores[i]));
    return bits;
  }

  private static List<ItemFactors> bothOf(Factors factors) {
    return List.of(
        ItemFactors.of(factors, PlainKernel::of), ItemFactors.of(factors, VectorKernel::of));
  }

  private static Factors vectors(int size, int rank, DoubleSupplier values) {
    Factors.Builder builder = Factors.builder(rank);
    for (int i = 0; i < size; i++) {
      builder.add(3 * i, vector(rank, values));
    }
    return builder.build();
  }

  private static float[] vector(int rank, DoubleSupplier values) {
    float[] vector = new float[rank];
    for (int i = 0; i < rank; i++) {
      vector[i] = (float) values.getAsDouble();
    }
    return vector;
  }
}
