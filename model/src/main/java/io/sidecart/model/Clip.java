package io.sidecart.model;

/** Makes text of unknown origin fit to be shown within one line. */
public final class Clip {
  private static final int LONGEST = 80;

  private Clip() {}

  /** At most 80 characters of the text, without control characters, saying how many there were. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /** The same with another limit, at least 1. */
  public static String of(String text, int longest) {
    int end = Math.min(text.length(), longest);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder shown = new StringBuilder(end + 32);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    if (end < text.length()) {
      shown.append("... (").append(text.length()).append(" characters)");
    }
    return shown.toString();
  }
}
