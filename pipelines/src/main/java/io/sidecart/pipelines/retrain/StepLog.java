package io.sidecart.pipelines.retrain;

import java.io.PrintStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells of one step after the other, in a line each, and remembers how long each took. */
final class StepLog {
  private final PrintStream out;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last = System.nanoTime();

  StepLog(PrintStream out) {
    this.out = out;
  }

  /** Ends a step, which began where the one before ended. */
  void done(String step, String what) {
    done(step, elapsed(), what);
  }

  /**
   * Ends two steps at once.
   *
   * @param ofSecond how many of the seconds since the step before belong to the second one
   */
  void done(String first, String what, String second, double ofSecond, String whatElse) {
    double both = elapsed();
    done(first, Math.max(0, both - ofSecond), what);
    done(second, ofSecond, whatElse);
  }

  private double elapsed() {
    long now = System.nanoTime();
    double taken = (now - last) / 1e9;
    last = now;
    return taken;
  }

  private void done(String step, double taken, String what) {
    seconds.put(step, Math.round(taken * 10) / 10.0);
    out.printf(Locale.ROOT, "  %-8s %6.1f s  %s%n", step, taken, what);
  }

  /** A step that a run before this one has done. */
  void doneBefore(String step, String what) {
    out.printf(Locale.ROOT, "  %-8s %8s  %s%n", step, "before", what);
  }

  /** Why a run does not go on where the one before it was. */
  void begunAnew(String why) {
    out.printf(Locale.ROOT, "  %-8s %8s  %s%n", "run", "anew", why);
  }

  /** Of the steps that this run did. */
  Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }
}
