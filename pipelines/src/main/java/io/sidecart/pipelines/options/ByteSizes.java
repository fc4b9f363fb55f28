package io.sidecart.pipelines.options;

import io.sidecart.model.UsageException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as they are written in options and reports: {@code 64KB}, {@code 128MB}; K is 1,024. */
public final class ByteSizes {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([KMGT]?)B?");
  private static final String UNITS = "KMGT";
  private static final int STEP = 1024;

  private ByteSizes() {}

  /**
   * Reads a size, in bytes.
   *
   * @param option the option's name, for the error
   * @throws UsageException if the text is none, or 0
   */
  public static long parse(String option, String text) {
    Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
      throw new UsageException(
          option + " must be a size such as 500KB, 128MB or 1GB, but was '" + text + "'");
    }
    long bytes = Long.parseLong(form.group(1));
    int unit = form.group(2).isEmpty() ? -1 : UNITS.indexOf(form.group(2));
    try {
      for (int i = 0; i <= unit; i++) {
        bytes = Math.multiplyExact(bytes, STEP);
      }
    } catch (ArithmeticException e) {
      throw new UsageException(option + " is more than any disk holds: '" + text + "'");
    }
    return bytes;
  }

  /** A size for people: {@code 812 B}, {@code 3.1 MB}. */
  public static String text(long bytes) {
    double size = bytes;
    int unit = -1;
    while (size >= STEP && unit < UNITS.length() - 1) {
      size /= STEP;
      unit++;
    }
    return unit < 0
        ? bytes + " B"
        : String.format(Locale.ROOT, "%.1f %sB", size, UNITS.charAt(unit));
  }
}
