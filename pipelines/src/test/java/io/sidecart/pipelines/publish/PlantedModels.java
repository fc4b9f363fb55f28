package io.sidecart.pipelines.publish;

import io.sidecart.model.gate.Scores;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.ModelStore.Draft;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Registers versions without factors, whose scores are made up. */
public final class PlantedModels {
  private PlantedModels() {}

  /**
   * A version that was measured on a history.
   *
   * @param history the folder, which is the data's fingerprint too
   */
  public static Manifest register(
      ModelStore store, String history, double precision, double ownFrequency) throws IOException {
    return registerOfRank(64, store, history, precision, ownFrequency);
  }

  /** The same, trained with another rank. */
  public static Manifest registerOfRank(
      int rank, ModelStore store, String history, double precision, double ownFrequency)
      throws IOException {
    Manifest.HeldOut heldOut =
        new Manifest.HeldOut(
            Instant.parse("2011-11-11T00:00:00Z"),
            Instant.parse("2011-12-09T00:00:00Z"),
            1_334,
            history);
    return register(
        rank,
        store,
        new Manifest.Data(history, 10, 2, 3, 8, 2).withHeldOut(heldOut),
        Map.of(Scores.PRECISION, precision, Scores.OWN_FREQUENCY, ownFrequency));
  }

  private static Manifest register(
      int rank, ModelStore store, Manifest.Data data, Map<String, Double> metrics)
      throws IOException {
    Draft draft = store.draft();
    return store.register(
        draft,
        files ->
            new Manifest(
                Manifest.FORMAT_VERSION,
                draft.version(),
                Instant.parse("2026-11-20T10:15:00Z"),
                new Manifest.Parameters(rank, 10, 0.1, 1, true, 42, 0.8),
                data,
                new Manifest.Size(rank, 2, 3),
                new TreeMap<>(metrics),
                files));
  }
}
