package io.sidecart.runners.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelReportTest {
  private static final Machine MACHINE = new Machine("a processor", 2, 32, "17");
  private static final Peaks PEAKS = new Peaks("VectorBLAS", 50, 200, 20);

  @Test
  void aLineIsComparedToMllibAndToThePeaks() {
    Shape shape = new Shape(1_000_000, 10);
    KernelReport report =
        KernelReport.of(
            MACHINE,
            "quickly",
            PEAKS,
            List.of(
                new Measured(Method.ONE, shape, 1, Spread.of(4_000, 5_000, 3_000)),
                new Measured(Method.MLLIB, shape, 300, Spread.of(100_000))));

    // 20 million operations and 40 MB in 4 ms.
    assertThat(report.toMarkdown())
        .contains(
            "| 1,000,000 x 10 | Sidecart, one user | 4,000 (3,000 to 5,000) | 5.0 | 10 % | 3 % |"
                + " 50 % | 25.0 |");
  }

  @Test
  void memoryIsNoLimitWhereACacheHoldsTheItems() {
    KernelReport report =
        KernelReport.of(
            MACHINE,
            "quickly",
            PEAKS,
            List.of(new Measured(Method.ONE, new Shape(5_000, 10), 1, Spread.of(1, 2))));

    assertThat(report.lines().get(0).ofBandwidth()).isNull();
    assertThat(report.lines().get(0).timesMllib()).isNull();
    assertThat(report.lines().get(0).microsPerUser()).isEqualTo(new Spread(1.5, 1, 2, 2));
  }
}
