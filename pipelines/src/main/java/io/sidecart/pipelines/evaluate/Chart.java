package io.sidecart.pipelines.evaluate;

import io.sidecart.model.SidecartException;
import io.sidecart.model.evaluate.Estimate;
import io.sidecart.model.evaluate.Measure;
import io.sidecart.model.evaluate.Scores;
import io.sidecart.model.evaluate.Segment;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws the precision of each method, with its interval, as bars side by side. */
final class Chart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 480;

  private Chart() {}

  /**
   * A PNG of one protocol.
   *
   * @throws SidecartException if Java cannot draw here, for want of fonts for example
   */
  static byte[] png(Comparison comparison, int k) {
    try {
      return BitmapEncoder.getBitmapBytes(draw(comparison, k), BitmapFormat.PNG);
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      throw new SidecartException(
          "Cannot draw the chart (" + e + "); the rest of the report is written", e);
    }
  }

  private static CategoryChart draw(Comparison comparison, int k) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Protocol " + comparison.protocol() + ", " + comparison.users() + " users")
            .yAxisTitle("precision@" + k)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setAvailableSpaceFill(0.8);
    List<String> methods = comparison.results().stream().map(Comparison.Result::method).toList();
    for (Segment segment : Segment.values()) {
      List<Estimate> precisions =
          comparison.results().stream()
              .map(result -> precision(result.scores().get(segment)))
              .toList();
      chart.addSeries(
          segment.name().toLowerCase(Locale.ROOT),
          methods,
          precisions.stream().map(Estimate::value).toList(),
          precisions.stream().map(each -> (each.high() - each.low()) / 2).toList());
    }
    return chart;
  }

  private static Estimate precision(Scores scores) {
    return Objects.requireNonNull(scores, "scores").estimate(Measure.PRECISION);
  }
}
