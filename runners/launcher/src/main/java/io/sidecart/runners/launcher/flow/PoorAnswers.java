package io.sidecart.runners.launcher.flow;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.Why;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds rows that tell less than others do of the same item or user: no features of an item that
 * has some, or another choice than the model's for a user whom the model knows. A look-up or a
 * model that is away must make the stream wait, and never be taken for one that knows nothing.
 *
 * <p>For rows of one model, and of features that do not change meanwhile.
 */
final class PoorAnswers {
  private final Map<Integer, Rows> items = new HashMap<>();
  private final Map<Integer, Rows> users = new HashMap<>();

  /** Rows of an item or a user, those that tell all and the others. */
  private static final class Rows {
    private long rich;
    private long poor;

    void add(boolean isRich) {
      if (isRich) {
        rich++;
      } else {
        poor++;
      }
    }

    long poorBesideRich() {
      return rich == 0 ? 0 : poor;
    }
  }

  void add(EnrichedEvent row) {
    of(items, row.event().itemId()).add(row.features() != null);
    of(users, row.event().userId()).add(row.why() == Why.ALS || row.why() == Why.RANKED);
  }

  private static Rows of(Map<Integer, Rows> all, int id) {
    return all.computeIfAbsent(id, unused -> new Rows());
  }

  long withoutFeatures() {
    return poor(items);
  }

  long withoutModel() {
    return poor(users);
  }

  private static long poor(Map<Integer, Rows> all) {
    return all.values().stream().mapToLong(Rows::poorBesideRich).sum();
  }
}
