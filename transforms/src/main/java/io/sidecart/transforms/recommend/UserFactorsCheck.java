package io.sidecart.transforms.recommend;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.UserFactorsId;
import java.io.Serializable;

/** Tells whether a store has all user factors of a version: the port that a store implements. */
public interface UserFactorsCheck extends Serializable {

  /**
   * Returns where each user's vector is there to be looked up.
   *
   * @throws SidecartException if some are missing, or are those of another model of that name, or
   *     the store cannot be asked; one line, which says what to do
   */
  void requireLoaded(UserFactorsId factors);
}
