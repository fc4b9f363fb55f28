package io.sidecart.runners.launcher.drill;

/** Breaks one thing while a stream runs, and counts what became of every event. */
interface Drill {

  /** As it is typed. */
  String name();

  /** What it breaks, in a few words. */
  String breaks();

  /** The same with how long it lasts, where it does. */
  default String breaks(DrillSettings settings) {
    return breaks();
  }

  /**
   * Runs it.
   *
   * @throws SkippedException where this machine does not let it
   */
  DrillResult run(Stage stage) throws Exception;
}
