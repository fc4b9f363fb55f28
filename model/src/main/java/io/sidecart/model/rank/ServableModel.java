package io.sidecart.model.rank;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.factors.AlsModel;
import org.jspecify.annotations.Nullable;

/**
 * All that serving needs of one version.
 *
 * @param als the factors
 * @param ranking null where the factors alone rank
 */
public record ServableModel(AlsModel als, @Nullable LearnedRanking ranking) {
  public ServableModel {
    requireNonNull(als, "als");
  }

  /** Of factors that rank alone. */
  public static ServableModel of(AlsModel als) {
    return new ServableModel(als, null);
  }

  /** The version's name in the model store. */
  public String version() {
    return als.version();
  }
}
