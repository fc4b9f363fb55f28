package io.sidecart.model.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/** The items that a method ranked in one segment, for each question of an exam. */
final class Answers {
  private final Segment segment;
  private final List<Question> questions;
  private final int[][] items;

  /**
   * @param items for each question, the best first
   */
  private Answers(Segment segment, List<Question> questions, int[][] items) {
    this.segment = segment;
    this.questions = questions;
    this.items = items;
  }

  /**
   * Asks, on all cores.
   *
   * @param n how many items of each
   */
  static Answers of(RankingMethod.Fitted fitted, Exam exam, Segment segment, int n) {
    List<Question> questions = exam.questions();
    ThreadLocal<Ranker> rankers = ThreadLocal.withInitial(fitted::ranker);
    int[][] items =
        IntStream.range(0, questions.size())
            .parallel()
            .mapToObj(i -> ask(rankers.get(), questions.get(i), segment, n))
            .toArray(int[][]::new);
    return new Answers(segment, questions, items);
  }

  private static int[] ask(Ranker ranker, Question question, Segment segment, int n) {
    return ranker.best(question.userId(), question.at(), n, item -> question.allows(segment, item));
  }

  int size() {
    return items.length;
  }

  Segment segment() {
    return segment;
  }

  Question question(int index) {
    return questions.get(index);
  }

  /** What was ranked, the best first. */
  int[] items(int index) {
    return items[index];
  }
}
