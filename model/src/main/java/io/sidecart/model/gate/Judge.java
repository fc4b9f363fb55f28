package io.sidecart.model.gate;

import io.sidecart.model.manifest.Manifest;
import java.io.IOException;
import java.util.OptionalDouble;

/** Measures the published model where its own score was measured on other data. */
@FunctionalInterface
public interface Judge {

  /**
   * The {@link Scores#PRECISION} of the published model's way of training, on the data and the
   * window that the candidate was measured on.
   *
   * @return empty where that data is not there any more
   */
  OptionalDouble measure(Manifest published, Manifest candidate) throws IOException;

  /** One that cannot measure anything. */
  static Judge none() {
    return (published, candidate) -> OptionalDouble.empty();
  }
}
