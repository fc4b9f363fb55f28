package io.sidecart.runners.launcher.drill;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lag that the stream tells in its lines of progress. */
final class ToldLag {
  private static final Pattern LAG = Pattern.compile(", lag ((?:\\d+:[\\d,]*\\d ?)+)");
  private static final Pattern PARTITION = Pattern.compile("\\d+:([\\d,]*\\d)");

  private ToldLag() {}

  /** The largest that was told, over all partitions; 0 where none was. */
  static long most(List<String> lines) {
    long most = 0;
    for (String line : lines) {
      Matcher lag = LAG.matcher(line);
      if (lag.find()) {
        most =
            Math.max(
                most,
                PARTITION
                    .matcher(lag.group(1))
                    .results()
                    .mapToLong(each -> Long.parseLong(each.group(1).replace(",", "")))
                    .sum());
      }
    }
    return most;
  }
}
