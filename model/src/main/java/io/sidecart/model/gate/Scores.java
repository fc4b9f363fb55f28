package io.sidecart.model.gate;

import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.HeldOut;
import java.util.Optional;

/**
 * What a model's manifest says of how good it is by time.
 *
 * @param precision from 0 to 1: the share of a user's five items that the user bought in the window
 *     held out, averaged over its users, by a model of this kind trained on what was before
 * @param ownFrequency the same of the five items that each user bought most often before
 * @param heldOut the data and the window
 */
public record Scores(double precision, double ownFrequency, HeldOut heldOut) {
  /** The name of the model's own precision among the metrics of a manifest. */
  public static final String PRECISION = "time_precision_at_5";

  /** The name of the precision of own purchases by frequency. */
  public static final String OWN_FREQUENCY = "own_frequency_precision_at_5";

  /** Empty where the model was not measured by time. */
  public static Optional<Scores> of(Manifest manifest) {
    Double precision = manifest.metrics().get(PRECISION);
    Double ownFrequency = manifest.metrics().get(OWN_FREQUENCY);
    HeldOut heldOut = manifest.data().heldOut();
    return precision == null || ownFrequency == null || heldOut == null
        ? Optional.empty()
        : Optional.of(new Scores(precision, ownFrequency, heldOut));
  }

  /** Whether both were measured on the same data. */
  boolean isComparableWith(Scores other) {
    return heldOut.from().equals(other.heldOut.from())
        && heldOut.to().equals(other.heldOut.to())
        && heldOut.fingerprint().equals(other.heldOut.fingerprint());
  }
}
