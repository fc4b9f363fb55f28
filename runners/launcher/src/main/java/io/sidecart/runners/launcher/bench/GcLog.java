package io.sidecart.runners.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The collections of a JVM, as -Xlog:gc with uptimes tells of them.
 *
 * @param pauses in their order
 */
record GcLog(List<Pause> pauses) {
  private static final Pattern PAUSE =
      Pattern.compile(
          "\\[([0-9.]+)s].*Pause (\\w+) \\((.*)\\) (\\d+)M->(\\d+)M\\((\\d+)M\\) ([0-9.]+)ms.*");

  private static final String JCMD = "Diagnostic Command";

  /**
   * One collection.
   *
   * @param at seconds since the JVM's start
   * @param isFull whether all of the heap was collected
   * @param isForced whether jcmd asked for it
   * @param after megabytes in use after it
   * @param millis how long it took
   */
  record Pause(double at, boolean isFull, boolean isForced, long after, double millis) {}

  GcLog {
    pauses = List.copyOf(pauses);
  }

  static GcLog parse(List<String> lines) {
    List<Pause> pauses = new ArrayList<>();
    for (String line : lines) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.matches()) {
        pauses.add(
            new Pause(
                Double.parseDouble(pause.group(1)),
                pause.group(2).equals("Full"),
                pause.group(3).equals(JCMD),
                Long.parseLong(pause.group(5)),
                Double.parseDouble(pause.group(7))));
      }
    }
    return new GcLog(pauses);
  }

  /** The collections of a time, in seconds since the JVM's start. */
  GcLog between(double from, double to) {
    return new GcLog(
        pauses.stream().filter(pause -> pause.at() >= from && pause.at() < to).toList());
  }

  /** Megabytes that were in use after the collection that left the fewest. */
  OptionalLong least() {
    return pauses.stream().mapToLong(Pause::after).min();
  }

  /** Megabytes that were live when jcmd asked; it has the young ones collected first. */
  List<Long> live() {
    return pauses.stream()
        .filter(pause -> pause.isForced() && pause.isFull())
        .map(Pause::after)
        .toList();
  }

  double seconds() {
    return pauses.stream().mapToDouble(Pause::millis).sum() / 1000;
  }

  long full() {
    return pauses.stream().filter(Pause::isFull).count();
  }
}
