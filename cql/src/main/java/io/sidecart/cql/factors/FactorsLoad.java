package io.sidecart.cql.factors;

import io.sidecart.model.factors.UserFactorsId;

/**
 * A row of user_factors_loads.
 *
 * @param id whose factors they are
 * @param loaded how many vectors, in the order of the files, are known to be written
 */
record FactorsLoad(UserFactorsId id, State state, long loaded) {

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
