package io.sidecart.model.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortlistTest {

  /** Few distinct scores, so that ties are many. */
  @ParameterizedTest
  @CsvSource({"5, 1", "5, 2", "1, 1", "20, 3", "300, 2"})
  void holdsWhatWalkingDownTheFullRankingTakes(int k, int most) {
    Random random = new Random(7);
    Shortlist list = new Shortlist(k);
    for (int round = 0; round < 50; round++) {
      int[] groups = random.ints(200, -1, 12).toArray();
      float[] scores = new float[200];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(40);
      }

      list.clear(most);
      for (int i = 0; i < scores.length; i++) {
        list.offer(i, scores[i], groups[i]);
      }

      assertThat(IntStream.range(0, list.size()).map(list::item).boxed())
          .isEqualTo(walked(scores, groups, k, most));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 64, 500})
  void withoutGroupsItHoldsWhatSortingPutsFirstInWhateverOrderItemsCome(int k) {
    Random random = new Random(k);
    int[] items = random.ints(0, 1_000).distinct().limit(300).toArray();
    Map<Integer, Float> scores = new HashMap<>();
    Shortlist list = new Shortlist(k);

    for (int item : items) {
      scores.put(item, (float) random.nextInt(20));
      list.offer(item, scores.get(item));
    }

    assertThat(IntStream.range(0, list.size()).map(list::item).boxed())
        .containsExactlyElementsOf(
            scores.keySet().stream()
                .sorted(
                    Comparator.<Integer>comparingDouble(item -> -scores.get(item))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .toList());
  }

  private static List<Integer> walked(float[] scores, int[] groups, int k, int most) {
    List<Integer> ranking =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -scores[i])
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    Map<Integer, Integer> taken = new HashMap<>();
    List<Integer> walked = new ArrayList<>();
    for (int item : ranking) {
      boolean isFull =
          groups[item] != Shortlist.ALONE && taken.getOrDefault(groups[item], 0) >= most;
      if (walked.size() < k && !isFull) {
        walked.add(item);
        taken.merge(groups[item], 1, Integer::sum);
      }
    }
    return walked;
  }
}
