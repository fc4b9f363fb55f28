package io.sidecart.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExaminerTest {
  /** Everybody knows 1 to 4; user 1 buys 2 and 6 later, user 2 only 3. */
  private static final Exam EXAM =
      Protocol.time(Shop.day(5), null)
          .cut(
              new Shop()
                  .buys(1, 1, 1, 2)
                  .buys(2, 1, 3, 4, 5, 6)
                  .buys(1, 5, 2, 6)
                  .buys(2, 5, 3)
                  .log());

  /** The smallest ids for everybody. */
  private static final RankingMethod.Fitted SMALLEST =
      () -> (user, at, n, allowed) -> IntStream.range(0, 9).filter(allowed).limit(n).toArray();

  private final Map<Segment, Scores> scores =
      new Examiner(2, 4, new Bootstrap(50, 1)).examine(SMALLEST, EXAM);

  @Test
  void eachSegmentIsAveragedOverTheSameUsers() {
    assertThat(scores.values()).allMatch(segment -> segment.users() == 2);
    assertThat(scores.get(Segment.OVERALL).usersWithHits()).isEqualTo(2);
    assertThat(scores.get(Segment.REPEAT).usersWithHits()).isEqualTo(2);
    assertThat(scores.get(Segment.EXPLORE).usersWithHits()).isEqualTo(1);
  }

  @Test
  void overallRanksAllItems() {
    // 0 1 2 3: user 1 finds 2 at rank 3, user 2 finds 3 at rank 4
    assertThat(value(Segment.OVERALL, Measure.PRECISION)).isZero();
    assertThat(value(Segment.OVERALL, Measure.RECALL)).isEqualTo((0.5 + 1) / 2);
  }

  @Test
  void repeatRanksOwnItemsAlone() {
    // user 1: 1 2; user 2: 3 4 5 6
    assertThat(value(Segment.REPEAT, Measure.PRECISION)).isEqualTo(0.5);
    assertThat(value(Segment.REPEAT, Measure.HIT_RATE)).isEqualTo(1);
    assertThat(value(Segment.REPEAT, Measure.MAP)).isCloseTo((1 / 2.0 + 1) / 2, within(1e-12));
  }

  @Test
  void exploreLeavesOwnItemsOut() {
    // user 1: 0 3 4 5, and 6 is not among the first four; user 2 has nothing new to find
    assertThat(value(Segment.EXPLORE, Measure.RECALL)).isZero();
    Scores deeper =
        new Examiner(2, 5, new Bootstrap(50, 1)).examine(SMALLEST, EXAM).get(Segment.EXPLORE);
    assertThat(deeper.value(Measure.RECALL)).isEqualTo(0.5);
  }

  @Test
  void coverageCountsTheKnownItemsThatAreShown() {
    // of 1 to 6: overall 0 and 1 are shown, of which 0 is not known; repeat 1 2 and 3 4
    assertThat(value(Segment.OVERALL, Measure.COVERAGE)).isCloseTo(1 / 6.0, within(1e-12));
    assertThat(value(Segment.REPEAT, Measure.COVERAGE)).isCloseTo(4 / 6.0, within(1e-12));
  }

  @Test
  void noMoreThanAllItemsCanBeCovered() {
    // given: all known items are shown, but not in samples of one of the two users
    Estimate coverage =
        new Examiner(4, 4, new Bootstrap(50, 1))
            .examine(SMALLEST, EXAM)
            .get(Segment.REPEAT)
            .estimate(Measure.COVERAGE);

    // then: the interval, which is shifted up by what samples lack, ends there
    assertThat(coverage.value()).isEqualTo(1);
    assertThat(coverage.low()).isBetween(0.0, 1.0);
    assertThat(coverage.high()).isEqualTo(1);
  }

  @Test
  void ofWhatIsShownAllMeasuresLookAtThatAlone() {
    // given: user 1 is shown 2, one of the two to be found, and user 2 nothing of use
    RankingMethod.Fitted fitted =
        () -> (user, at, n, allowed) -> IntStream.of(2, 6, 3).limit(n).toArray();

    Scores shown = new Examiner(1, 4, new Bootstrap(50, 1)).examineShown(fitted, EXAM);

    assertThat(shown.value(Measure.PRECISION)).isEqualTo(0.5);
    assertThat(shown.value(Measure.NDCG)).isEqualTo(0.5);
    assertThat(shown.value(Measure.MAP)).isEqualTo(0.5);
    assertThat(shown.value(Measure.RECALL)).isEqualTo(0.25);
  }

  private double value(Segment segment, Measure measure) {
    return scores.get(segment).value(measure);
  }
}
