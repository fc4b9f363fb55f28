package io.sidecart.pipelines.stream;

import io.sidecart.model.UsageException;
import io.sidecart.model.delayed.UserSample;
import io.sidecart.pipelines.options.Durations;
import io.sidecart.transforms.measure.DelayedPrecision;
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
    if (OFF.matcher(options.getHorizon()).matches()) {
      return Optional.empty();
    }
    Duration length = Durations.parse("--horizon", options.getHorizon());
    if (length.compareTo(DelayedPrecision.MOST) > 0) {
      throw new UsageException(
          "--horizon="
              + options.getHorizon()
              + " is too long: the most is "
              + DelayedPrecision.MOST.toDays()
              + "d");
    }
    return Optional.of(new Horizon(length, new UserSample(share)));
  }
}
