package io.sidecart.transforms;

/**
 * What not every runner has. A test that needs it carries the tag; the module of a runner that
 * lacks it excludes the tag, and no other test: this is the whole list.
 */
public final class Needs {
  /**
   * A clock that TestStream moves, or that stands still. SparkRunner's TestStream has only
   * watermarks: its run hangs where the clock is moved, and timers follow the real clock.
   */
  public static final String CLOCK = "needs-clock";

  /**
   * The counter of events that are dropped because they are too late, which is a runner's own.
   * SparkRunner drops them as well and counts them under another name, in an accumulator that the
   * metrics of a pipeline do not show.
   */
  public static final String DROPPED_COUNTER = "needs-dropped-counter";

  private Needs() {}
}
