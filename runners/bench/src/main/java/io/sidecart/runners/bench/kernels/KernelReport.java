package io.sidecart.runners.bench.kernels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured.
 *
 * @param settings how, in a few words
 */
record KernelReport(Machine machine, String settings, Peaks peaks, List<Line> lines) {

  /**
   * A way at a size, beside what it is compared to.
   *
   * @param users for how many one call is
   * @param ofSgemm share of the sgemm peak, 1 for all of it
   * @param ofRegisters share of what the registers alone can do
   * @param ofBandwidth share of the memory bandwidth; null where a cache holds the items
   * @param timesMllib how often it is as fast as MLlib
   */
  record Line(
      String method,
      int items,
      int factors,
      int users,
      Spread microsPerUser,
      double gflops,
      double ofSgemm,
      double ofRegisters,
      @Nullable Double ofBandwidth,
      @Nullable Double timesMllib) {}

  static KernelReport of(Machine machine, String settings, Peaks peaks, List<Measured> measured) {
    return new KernelReport(
        machine,
        settings,
        peaks,
        measured.stream().map(each -> line(each, machine, peaks, measured)).toList());
  }

  private static Line line(Measured one, Machine machine, Peaks peaks, List<Measured> all) {
    boolean isInCache = one.shape().bytes() < machine.cacheMb() * 1024 * 1024;
    Optional<Measured> mllib =
        all.stream()
            .filter(each -> each.method() == Method.MLLIB && each.shape().equals(one.shape()))
            .findFirst();
    return new Line(
        one.method().title(),
        one.shape().items(),
        one.shape().factors(),
        one.users(),
        one.microsPerUser(),
        one.gflops(),
        one.gflops() / peaks.sgemmGflops(),
        one.gflops() / peaks.registerGflops(),
        isInCache ? null : one.gbPerSecond() / peaks.readGbPerSecond(),
        mllib
            .map(each -> each.microsPerUser().median() / one.microsPerUser().median())
            .orElse(null));
  }

  String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "Best %d items of a user, exactly, on one core of %d (%s, %.0f MB cache, Java %s);"
                + " %s.%n",
            Shape.K, machine.cores(), machine.cpu(), machine.cacheMb(), machine.jvm(), settings));
    text.append(
        format(
            "Measured there: sgemm of large matrices %.0f GFLOP/s (netlib's %s), registers %.0f GFLOP/s, memory %.1f GB/s."
                + "%n%n",
            peaks.sgemmGflops(), peaks.backend(), peaks.registerGflops(), peaks.readGbPerSecond()));
    text.append(
        "| items x factors | method | µs a user (least to most) | GFLOP/s | of sgemm | of registers"
            + " | of memory | times MLlib |\n|---|---|--:|--:|--:|--:|--:|--:|\n");
    for (Line line : lines) {
      text.append(
          format(
              "| %,d x %d | %s | %s (%s to %s) | %.1f | %.0f %% | %.0f %% | %s | %s |%n",
              line.items(),
              line.factors(),
              line.method(),
              micros(line.microsPerUser().median()),
              micros(line.microsPerUser().least()),
              micros(line.microsPerUser().most()),
              line.gflops(),
              100 * line.ofSgemm(),
              100 * line.ofRegisters(),
              line.ofBandwidth() == null ? "" : format("%.0f %%", 100 * line.ofBandwidth()),
              line.timesMllib() == null ? "" : format("%.1f", line.timesMllib())));
    }
    return text.toString();
  }

  private static String micros(double value) {
    return format(value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%,.0f", value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
