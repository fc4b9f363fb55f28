package io.sidecart.model.factors;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Tells the user factors of one version from all others, wherever a copy of them stands.
 *
 * @param store the folder of the model store that has the version, for messages: others may have a
 *     store of this path
 * @param version the version's name in the store
 * @param fingerprint of the files that hold the factors: those of two models differ
 * @param users how many vectors there are
 * @param rank the length of each
 */
public record UserFactorsId(String store, String version, String fingerprint, int users, int rank)
    implements Serializable {
  public UserFactorsId {
    requireNonNull(store, "store");
    requireNonNull(version, "version");
    requireNonNull(fingerprint, "fingerprint");
  }

  /** Whether the vectors are the same ones, in whatever folder the store stands. */
  public boolean isSameAs(UserFactorsId other) {
    return version.equals(other.version)
        && fingerprint.equals(other.fingerprint)
        && users == other.users
        && rank == other.rank;
  }
}
