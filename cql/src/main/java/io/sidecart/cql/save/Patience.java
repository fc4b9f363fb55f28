package io.sidecart.cql.save;

import io.sidecart.cql.PatientWrites;
import io.sidecart.model.UsageException;
import java.time.Duration;

/** How long a sink goes on trying. */
final class Patience {
  private Patience() {}

  static Duration checked(Duration patience) {
    if (patience.compareTo(PatientWrites.MIN_PATIENCE) < 0) {
      throw new UsageException(
          "patience of " + patience + " is below the least, " + PatientWrites.MIN_PATIENCE);
    }
    return patience;
  }
}
