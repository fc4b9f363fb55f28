package io.sidecart.pipelines.train;

import io.sidecart.model.gate.Judge;
import io.sidecart.model.gate.Scores;
import io.sidecart.model.gate.TimeTrial;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains in the published model's way on the candidate's data, and measures that. */
public final class Remeasure implements Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Remeasure.class);

  private final String sparkMaster;

  /**
   * @param sparkMaster where to train, such as local[4]
   */
  public Remeasure(String sparkMaster) {
    this.sparkMaster = sparkMaster;
  }

  @Override
  public OptionalDouble measure(Manifest published, Manifest candidate) throws IOException {
    Optional<Scores> scores = Scores.of(candidate);
    String history = candidate.data().path();
    if (scores.isEmpty() || !History.hasFiles(Storages.absolute(history))) {
      return OptionalDouble.empty();
    }
    LOG.info(
        "{} was measured on other data: training in its way on {}", published.version(), history);
    Optional<TimeTrial> trial =
        Trials.on(new HistoryInMemory(history))
            .filter(each -> each.heldOut().equals(scores.get().heldOut()));
    if (trial.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (SparkRun run = SparkRun.start(sparkMaster)) {
      return OptionalDouble.of(trial.get().precision(Trials.method(published.parameters(), run)));
    }
  }
}
