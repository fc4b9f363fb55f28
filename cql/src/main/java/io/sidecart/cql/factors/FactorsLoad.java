package io.sidecart.cql.factors;

import io.sidecart.model.factors.UserFactorsId;
import org.jspecify.annotations.Nullable;

/**
 * A row of user_factors_loads.
 *
 * @param id whose factors they are
 * @param storeId of the model store that has the version; null where they were loaded before stores
 *     had one
 * @param loaded how many vectors, in the order of the files, are known to be written
 */
record FactorsLoad(UserFactorsId id, @Nullable String storeId, State state, long loaded) {

  /** How far a version is; in the table under its name in lower case. */
  enum State {
    LOADING,
    COMPLETE,
    REMOVING
  }

  boolean isComplete() {
    return state == State.COMPLETE;
  }
}
