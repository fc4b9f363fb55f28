package io.sidecart.pipelines.options;

import io.sidecart.model.UsageException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as they are written in options: {@code 500ms}, {@code 30s}, {@code 1m}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Reads a length of time.
   *
   * @param option the option's name, for the error
   * @throws UsageException if the text is none, or not longer than 0
   */
  public static Duration parse(String option, String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
      throw new UsageException(
          option
              + " must be a length of time such as 500ms, 30s, 1m, 2h or 1d, but was '"
              + text
              + "'");
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
