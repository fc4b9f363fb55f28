package io.sidecart.pipelines.evaluate;

import io.sidecart.model.evaluate.Exam;
import io.sidecart.model.evaluate.Examiner;
import io.sidecart.model.evaluate.Examiner.Ranked;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.evaluate.Scores;
import io.sidecart.model.evaluate.Segment;
import io.sidecart.pipelines.train.LearnedMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all methods score in one protocol.
 *
 * @param protocol its name
 * @param description how it cut the purchases
 * @param knownPurchases how many the methods learned from
 * @param users how many were asked for
 * @param ruleCosts what rules cost Sidecart's ranking, empty where that was not measured
 */
record Comparison(
    String protocol,
    String description,
    int knownPurchases,
    int users,
    List<Result> results,
    List<RuleCosts.Cost> ruleCosts) {
  private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

  Comparison {
    results = List.copyOf(results);
    ruleCosts = List.copyOf(ruleCosts);
  }

  /**
   * What one method scores.
   *
   * @param trainSeconds to learn
   * @param scoreSeconds to rank for all users in all segments, on all cores
   */
  record Result(
      String method, double trainSeconds, double scoreSeconds, Map<Segment, Scores> scores) {}

  /** Lets each method learn and answer, one after the other. */
  static Comparison of(
      Protocols.Named protocol,
      Exam exam,
      List<RankingMethod> methods,
      Examiner examiner,
      RuleCosts rules)
      throws IOException {
    List<Result> results = new ArrayList<>();
    List<RuleCosts.Cost> costs = new ArrayList<>();
    for (RankingMethod method : methods) {
      LOG.info("Evaluating {} by the protocol {}", method.name(), protocol.name());
      long start = System.nanoTime();
      RankingMethod.Fitted fitted = method.fit(exam.known(), exam.at());
      long trained = System.nanoTime();
      Ranked ranked = examiner.ask(fitted, exam);
      long scored = System.nanoTime();
      results.add(
          new Result(
              method.name(),
              (trained - start) / 1e9,
              (scored - trained) / 1e9,
              examiner.measure(ranked, exam)));
      if (protocol.name().equals(Protocols.TIME)
          && fitted instanceof LearnedMethod.Learned learned) {
        costs.addAll(rules.of(learned, exam, examiner));
      }
    }
    return new Comparison(
        protocol.name(),
        protocol.description(),
        exam.known().size(),
        exam.questions().size(),
        results,
        costs);
  }
}
