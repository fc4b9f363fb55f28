package io.sidecart.pipelines.train;

import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.gate.TimeTrial;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.purchases.ReadPurchases;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trials by time of what is trained here. */
final class Trials {
  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);
  private static final String TIME = "bought_at";

  private Trials() {}

  /** On a history; empty where it cannot be measured by time. */
  static Optional<TimeTrial> on(String history) throws IOException {
    Optional<TimeTrial> trial =
        haveTimes(Storages.absolute(history))
            ? TimeTrial.of(ReadPurchases.from(history))
            : Optional.empty();
    if (trial.isEmpty()) {
      LOG.info(
          "Not measured by time: the purchases in {} have none, or fewer than {} users bought before"
              + " and in the window",
          history,
          TimeTrial.FEWEST_USERS);
    }
    return trial;
  }

  private static boolean haveTimes(String folder) throws IOException {
    Storage storage = Storages.of(folder);
    for (Entry file : Storages.visibleFiles(storage, folder)) {
      if (file.name().endsWith(ParquetFiles.SUFFIX)) {
        return ParquetFiles.footer(storage, file.path())
            .getFileMetaData()
            .getSchema()
            .containsField(TIME);
      }
    }
    return false;
  }

  /** The way in which a model with these parameters is trained and ranks. */
  static RankingMethod method(Manifest.Parameters parameters, SparkRun spark) {
    return AlsMethod.of("als", parameters, spark);
  }
}
