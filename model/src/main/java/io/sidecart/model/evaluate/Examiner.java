package io.sidecart.model.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Examines methods.
 *
 * @param k how many items are shown
 * @param n how many items recall, nDCG and MAP look at
 * @param bootstrap the intervals
 */
public record Examiner(int k, int n, Bootstrap bootstrap) {

  public Examiner {
    if (k < 1 || n < 1) {
      throw new IllegalArgumentException("k is " + k + " and n " + n + ", both must be at least 1");
    }
  }

  /** Asks a method all questions of an exam, in each segment, and measures the answers. */
  public Map<Segment, Scores> examine(RankingMethod.Fitted fitted, Exam exam) {
    return measure(ask(fitted, exam), exam);
  }

  /** Asks for the k items to show, of all items, at which all measures look then. */
  public Scores examineShown(RankingMethod.Fitted fitted, Exam exam) {
    return new Examiner(k, k, bootstrap)
        .measure(Answers.of(fitted, exam, Segment.OVERALL, k), exam.known().itemIds());
  }

  /** The rankings alone, which is what scoring costs. */
  public Ranked ask(RankingMethod.Fitted fitted, Exam exam) {
    Map<Segment, Answers> answers = new EnumMap<>(Segment.class);
    for (Segment segment : Segment.values()) {
      answers.put(segment, Answers.of(fitted, exam, segment, Math.max(k, n)));
    }
    return new Ranked(answers);
  }

  /** Measures rankings. */
  public Map<Segment, Scores> measure(Ranked ranked, Exam exam) {
    int[] catalogue = exam.known().itemIds();
    Map<Segment, Scores> scores = new EnumMap<>(Segment.class);
    ranked.answers.forEach((segment, answers) -> scores.put(segment, measure(answers, catalogue)));
    return scores;
  }

  private Scores measure(Answers answers, int[] catalogue) {
    int users = answers.size();
    double[][] values = new double[users][];
    int withHits = 0;
    for (int user = 0; user < users; user++) {
      Question question = answers.question(user);
      values[user] = UserScores.of(question, answers.segment(), answers.items(user), k, n);
      withHits += question.relevant(answers.segment()) > 0 ? 1 : 0;
    }
    Estimate[] means = bootstrap.ofMeans(values);
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      estimates.put(measure, means[measure.ordinal()]);
    }
    estimates.put(Measure.COVERAGE, coverage(answers, catalogue));
    return new Scores(users, withHits, estimates);
  }

  private Estimate coverage(Answers answers, int[] catalogue) {
    int[][] shown = new int[answers.size()][];
    for (int user = 0; user < shown.length; user++) {
      shown[user] =
          Arrays.stream(answers.items(user))
              .limit(k)
              .map(item -> Arrays.binarySearch(catalogue, item))
              .filter(item -> item >= 0)
              .toArray();
    }
    return bootstrap
        .ofShifted(
            shown.length,
            users -> {
              BitSet items = new BitSet(catalogue.length);
              for (int user : users) {
                for (int item : shown[user]) {
                  items.set(item);
                }
              }
              return (double) items.cardinality() / catalogue.length;
            })
        // What shifts the samples does not know that no more than all can be shown.
        .within(0, 1);
  }

  /** What a method ranked in each segment. */
  public static final class Ranked {
    private final Map<Segment, Answers> answers;

    private Ranked(Map<Segment, Answers> answers) {
      this.answers = answers;
    }
  }
}
