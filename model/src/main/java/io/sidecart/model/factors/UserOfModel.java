package io.sidecart.model.factors;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Whose vector, and of which version: two versions' vectors of one user have nothing in common.
 *
 * @param userId any user, known to the version or not
 * @param version the version's name, empty for no model, which knows nobody
 * @param rank the length of the version's vectors, 0 for no model
 */
public record UserOfModel(int userId, String version, int rank) implements Serializable {
  public UserOfModel {
    requireNonNull(version, "version");
  }

  @Override
  public String toString() {
    return "user " + userId + " of model " + version;
  }
}
