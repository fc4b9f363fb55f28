package io.sidecart.model.rank;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.FoldIn;
import io.sidecart.model.rules.Catalogue;
import org.jspecify.annotations.Nullable;

/**
 * All that serving needs of one version.
 *
 * @param als the factors; of no users where those are looked up
 * @param ranking null where the factors alone rank
 * @param catalogue categories, prices and popularity; empty where the version has none
 * @param foldIn null where the factors are explicit: those ask for grades, which purchases on
 *     record are not
 */
public record ServableModel(
    AlsModel als, @Nullable LearnedRanking ranking, Catalogue catalogue, @Nullable FoldIn foldIn) {
  public ServableModel {
    requireNonNull(als, "als");
    requireNonNull(catalogue, "catalogue");
  }

  /** One that knows no more of items, and of users, than this. */
  public ServableModel(AlsModel als, @Nullable LearnedRanking ranking) {
    this(als, ranking, Catalogue.empty(), null);
  }

  /** Of factors that rank alone. */
  public static ServableModel of(AlsModel als) {
    return new ServableModel(als, null);
  }

  /** The same with this knowledge of items. */
  public ServableModel with(Catalogue catalogue) {
    return new ServableModel(als, ranking, catalogue, foldIn);
  }

  /** The same with vectors for users whom the factors do not know. */
  public ServableModel with(FoldIn foldIn) {
    return new ServableModel(als, ranking, catalogue, foldIn);
  }

  /** The version's name in the model store. */
  public String version() {
    return als.version();
  }
}
