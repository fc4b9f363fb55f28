package io.sidecart.transforms.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.RankingFiles;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.function.Function;

/** The files of a version's learned ranking. */
public final class StoredRanking {
  private static final String WEIGHTS = ModelStore.RANK + "/weights.json";
  private static final String ITEMS = ModelStore.RANK + "/items.bin";

  private StoredRanking() {}

  /** Writes them to a version that is being built. */
  public static void write(ModelStore store, Draft draft, LearnedRanking ranking)
      throws IOException {
    write(store, draft, WEIGHTS, RankingFiles.weights(ranking));
    write(store, draft, ITEMS, RankingFiles.items(ranking.items()));
  }

  private static void write(ModelStore store, Draft draft, String path, byte[] content)
      throws IOException {
    Storages.publish(store.storage(), StoragePaths.child(draft.folder(), path), content);
  }

  /**
   * Reads them.
   *
   * @throws SidecartException if one is missing or damaged; the message names it
   */
  static LearnedRanking read(AlsFiles files) throws IOException {
    byte[] weights = content(files, WEIGHTS);
    byte[] items = content(files, ITEMS);
    return new LearnedRanking(
        checked(files, ITEMS, items, RankingFiles::readItems),
        checked(files, WEIGHTS, weights, json -> RankingFiles.readWeights(json, "repeat")),
        checked(files, WEIGHTS, weights, json -> RankingFiles.readWeights(json, "explore")));
  }

  private static byte[] content(AlsFiles files, String path) throws IOException {
    if (!files.paths().contains(path)) {
      throw files.damaged(path, "is missing", null);
    }
    return Storages.read(files.storage(), StoragePaths.child(files.folder(), path));
  }

  private static <T> T checked(
      AlsFiles files, String path, byte[] content, Function<byte[], T> parser) {
    try {
      return parser.apply(content);
    } catch (IllegalArgumentException e) {
      throw files.damaged(path, String.valueOf(e.getMessage()), e);
    }
  }
}
