package io.sidecart.runners.launcher.bench.versus;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws latency over rate, a curve for each who was measured. */
final class RateChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 560;

  private RateChart() {}

  /**
   * Writes a PNG.
   *
   * @param curves by name
   */
  static void write(Path file, Map<String, List<RateSteps.Step>> curves) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("From Kafka append to Parquet, p99")
            .xAxisTitle("events/s")
            .yAxisTitle("ms")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    curves.forEach(
        (name, steps) -> {
          List<RateSteps.Step> sorted =
              steps.stream()
                  .filter(step -> step.missing() == 0)
                  .sorted(Comparator.comparingDouble(RateSteps.Step::rate))
                  .toList();
          if (!sorted.isEmpty()) {
            chart.addSeries(
                name,
                sorted.stream().map(RateSteps.Step::rate).toList(),
                sorted.stream().map(RateSteps.Step::p99).toList());
          }
        });
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
