package io.sidecart.pipelines.train;

import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.gate.TimeTrial;
import io.sidecart.model.manifest.Manifest;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trials by time of what is trained here. */
final class Trials {
  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

  private Trials() {}

  /** On a history; empty where it cannot be measured by time. */
  static Optional<TimeTrial> on(HistoryInMemory history) throws IOException {
    Optional<TimeTrial> trial =
        history.hasTimes() ? TimeTrial.of(history.purchases()) : Optional.empty();
    if (trial.isEmpty()) {
      LOG.info(
          "Not measured by time: the purchases in {} have none, or fewer than {} users bought before"
              + " and in the window",
          history.folder(),
          TimeTrial.FEWEST_USERS);
    }
    return trial;
  }

  /** The way in which a model with these parameters is trained and ranks. */
  static RankingMethod method(Manifest.Parameters parameters, SparkRun spark) {
    return parameters.hasLearnedRanking()
        ? LearnedMethod.of("learned", parameters, spark)
        : AlsMethod.of("als", parameters, spark);
  }
}
