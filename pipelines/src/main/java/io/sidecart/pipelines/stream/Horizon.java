package io.sidecart.pipelines.stream;

import io.sidecart.model.UsageException;
import io.sidecart.model.delayed.UserSample;
import io.sidecart.pipelines.options.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of the delayed precision is measured.
 *
 * @param length how long after an answer a purchase counts
 * @param users whose
 */
record Horizon(Duration length, UserSample users) {
  private static final Pattern OFF = Pattern.compile("\\s*0(ms|s|m|h|d)?\\s*");

  /**
   * Empty where nothing is measured.
   *
   * @throws UsageException if an option is none
   */
  static Optional<Horizon> of(StreamOptions options) {
    double share = options.getHorizonUsers();
    if (!(share > 0 && share <= 1)) {
      throw new UsageException(
          "--horizonUsers=" + share + " cannot be used: give a share above 0 and up to 1");
    }
    return OFF.matcher(options.getHorizon()).matches()
        ? Optional.empty()
        : Optional.of(
            new Horizon(Durations.parse("--horizon", options.getHorizon()), new UserSample(share)));
  }
}
