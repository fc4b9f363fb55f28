package io.sidecart.pipelines.stream;

import io.sidecart.model.Purchase;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.ItemTables;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.Signal;
import io.sidecart.model.rank.Weights;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.models.StoredRanking;
import io.sidecart.transforms.models.TestModels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;

/** Models of random factors for users and items that are numbered from 0. */
final class RandomModels {
  static final int USERS = 40;
  static final int ITEMS = 60;

  private static final int RANK = 9;
  private static final Instant TIME = Instant.parse("2026-11-20T10:15:00Z");

  private RandomModels() {}

  /**
   * Publishes one.
   *
   * @param learned whether weights on all signals rank, or the factors alone
   */
  static String publish(ModelStore store, boolean learned) throws IOException {
    Draft draft = store.draft();
    TestModels.write(draft, "userFactors", factors(USERS, new Random(1)));
    TestModels.write(draft, "itemFactors", factors(ITEMS, new Random(2)));
    if (learned) {
      StoredRanking.write(store, draft, ranking());
    }
    store.register(
        draft,
        files ->
            new Manifest(
                Manifest.FORMAT_VERSION,
                draft.version(),
                TIME,
                new Manifest.Parameters(RANK, 10, 0.1, 1, true, 42, 1).withLearned(learned),
                new Manifest.Data("history", ITEMS, USERS, ITEMS, ITEMS, 0),
                new Manifest.Size(RANK, USERS, ITEMS),
                new TreeMap<>(),
                files));
    store.publish(draft.version());
    return draft.version();
  }

  private static LearnedRanking ranking() {
    PurchaseLog.Builder purchases = PurchaseLog.builder();
    for (int item = 0; item < ITEMS; item++) {
      Instant time = TIME.minus(Duration.ofDays(item));
      purchases.add(new Purchase("planted", item, item % USERS, item, 1, 2.0, null, time));
    }
    double[] weights = new double[Signal.COUNT];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.1 * (i % 7 + 1);
    }
    Weights some = Weights.of(0.3, weights);
    return new LearnedRanking(ItemTables.of(purchases.build(), TIME.toEpochMilli()), some, some);
  }

  private static Factors factors(int count, Random random) {
    Factors.Builder factors = Factors.builder(RANK, count);
    float[] vector = new float[RANK];
    for (int id = 0; id < count; id++) {
      for (int place = 0; place < RANK; place++) {
        vector[place] = (float) random.nextGaussian();
      }
      factors.add(id, vector);
    }
    return factors.build();
  }
}
