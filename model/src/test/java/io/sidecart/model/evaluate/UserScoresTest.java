package io.sidecart.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UserScoresTest {
  /** Owns 1 to 4; is to find 2, 4, 6 and 8. */
  private static final Question QUESTION =
      new Question(1, 0, new int[] {1, 2, 3, 4}, new int[] {2, 4, 6, 8});

  private static final double LOG2_3 = Math.log(3) / Math.log(2);

  @Test
  void measuresOfARankingAreThoseOfTheBooks() {
    // Given hits at the ranks 2, 3 and 6
    int[] ranked = {9, 2, 6, 1, 3, 8, 5};

    // When
    double[] scores = UserScores.of(QUESTION, Segment.OVERALL, ranked, 5, 10);

    // Then
    assertThat(at(scores, Measure.PRECISION)).isEqualTo(2 / 5.0);
    assertThat(at(scores, Measure.RECALL)).isEqualTo(3 / 4.0);
    assertThat(at(scores, Measure.HIT_RATE)).isEqualTo(1);
    assertThat(at(scores, Measure.MAP)).isCloseTo((1 / 2.0 + 2 / 3.0 + 3 / 6.0) / 4, close());
    double gain = 1 / LOG2_3 + 1 / 2.0 + 1 / (Math.log(7) / Math.log(2));
    double best = 1 + 1 / LOG2_3 + 1 / 2.0 + 1 / (Math.log(5) / Math.log(2));
    assertThat(at(scores, Measure.NDCG)).isCloseTo(gain / best, close());
  }

  @Test
  void aPerfectRankingScoresOne() {
    double[] scores = UserScores.of(QUESTION, Segment.OVERALL, new int[] {8, 6, 4, 2}, 4, 10);

    for (Measure measure : Measure.values()) {
      assertThat(at(scores, measure))
          .as(measure.name())
          .isCloseTo(measure == Measure.COVERAGE ? 0 : 1, close());
    }
  }

  @Test
  void segmentsCountTheirOwnHitsAlone() {
    double[] repeat = UserScores.of(QUESTION, Segment.REPEAT, new int[] {2, 1}, 5, 10);
    double[] explore = UserScores.of(QUESTION, Segment.EXPLORE, new int[] {5, 6, 8}, 5, 10);

    assertThat(at(repeat, Measure.PRECISION)).isEqualTo(1 / 5.0);
    assertThat(at(repeat, Measure.RECALL)).isEqualTo(1 / 2.0);
    assertThat(at(explore, Measure.PRECISION)).isEqualTo(2 / 5.0);
    assertThat(at(explore, Measure.RECALL)).isEqualTo(1);
  }

  @Test
  void moreToFindThanPlacesIsNoFault() {
    double[] scores = UserScores.of(QUESTION, Segment.OVERALL, new int[] {2, 4}, 2, 2);

    assertThat(at(scores, Measure.NDCG)).isCloseTo(1, close());
    assertThat(at(scores, Measure.MAP)).isCloseTo(1, close());
    assertThat(at(scores, Measure.RECALL)).isEqualTo(1 / 2.0);
  }

  @Test
  void whoHasNothingToFindScoresZero() {
    Question nothingNew = new Question(1, 0, new int[] {1, 2}, new int[] {2});

    assertThat(UserScores.of(nothingNew, Segment.EXPLORE, new int[] {3, 4}, 5, 10)).containsOnly(0);
  }

  private static double at(double[] scores, Measure measure) {
    return scores[measure.ordinal()];
  }

  private static Offset<Double> close() {
    return within(1e-12);
  }
}
