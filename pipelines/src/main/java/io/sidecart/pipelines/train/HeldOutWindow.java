package io.sidecart.pipelines.train;

import java.time.Duration;

/** How much of the end of a history is held out, to be foretold. */
final class HeldOutWindow {
  /** Long enough for a shop's weekly rhythm, four times over. */
  static final Duration LONGEST = Duration.ofDays(28);

  /** A short history must leave enough to learn from. */
  private static final int LARGEST_SHARE = 5;

  private HeldOutWindow() {}

  /**
   * When the window of a history begins: 28 days before its last purchase, and never longer than
   * the fifth part of it.
   *
   * @param first the time of the first purchase, in milliseconds
   * @param last the time of the last purchase, in milliseconds
   */
  static long from(long first, long last) {
    return last - Math.min(LONGEST.toMillis(), (last - first) / LARGEST_SHARE);
  }
}
