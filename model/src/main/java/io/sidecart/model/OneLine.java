package io.sidecart.model;

/** The one form of a text from outside: an id, a name. */
public final class OneLine {
  private OneLine() {}

  /**
   * The text on one line, without surrounding space. Control characters become spaces, as what is
   * printed of a text must not hold a line's end or a tab, and fixed columns are padded with zeros.
   *
   * @return the same object where nothing is to be changed, as of most events
   */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return withoutControls(text).strip();
      }
    }
    return text.strip();
  }

  private static String withoutControls(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (Character.isISOControl(chars[i])) {
        chars[i] = ' ';
      }
    }
    return new String(chars);
  }
}
