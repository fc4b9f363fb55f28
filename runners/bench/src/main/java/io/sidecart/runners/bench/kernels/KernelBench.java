package io.sidecart.runners.bench.kernels;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures all ways at all sizes, each in a JVM of its own, one after the other. */
@Command(name = "kernels")
public final class KernelBench implements Callable<Integer> {
  private static final List<Shape> QUICK = List.of(new Shape(5_000, 10), new Shape(50_000, 64));
  private static final List<Integer> ITEMS = List.of(5_000, 50_000, 1_000_000);
  private static final List<Integer> FACTORS = List.of(10, 64, 128);

  private static final int WARM_UPS = 3;

  /** One call is for thousands of users, and may be an iteration by itself. */
  private static final int MLLIB_WARM_UPS = 6;

  private final PrintStream out = System.out;

  @Option(names = "--quick")
  private boolean isQuick;

  @Option(names = "--out", required = true)
  private Path file = Path.of("kernels.json");

  @Option(names = "--items", split = ",")
  private List<Integer> items = List.of();

  private KernelBench() {}

  /** Exit status 0 where all was measured. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(new CommandLine(new KernelBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    JmhRun jmh = isQuick ? new JmhRun(3, 300) : new JmhRun(5, 400);
    List<Shape> shapes =
        (isQuick ? QUICK : allShapes())
            .stream().filter(each -> items.isEmpty() || items.contains(each.items())).toList();
    out.println("what a core can do: sgemm, registers, memory");
    Peaks peaks = Peaks.measure(jmh);
    out.printf(
        "  sgemm %.0f GFLOP/s, registers %.0f GFLOP/s, memory %.1f GB/s%n",
        peaks.sgemmGflops(), peaks.registerGflops(), peaks.readGbPerSecond());
    List<Measured> measured = new ArrayList<>();
    int count = shapes.size() * Method.values().length;
    for (Shape shape : shapes) {
      for (Method method : Method.values()) {
        Measured one = measure(jmh, method, shape);
        measured.add(one);
        out.printf(
            "%d/%d %,d x %d, %s: %,.2f us a user, %.1f GFLOP/s%n",
            measured.size(),
            count,
            shape.items(),
            shape.factors(),
            method.title(),
            one.microsPerUser().median(),
            one.gflops());
      }
    }
    String settings =
        "median of %d iterations of %d ms at least, after others to warm up"
            .formatted(jmh.iterations(), jmh.millis());
    write(KernelReport.of(Machine.here(), settings, peaks, measured));
    return 0;
  }

  private static List<Shape> allShapes() {
    return ITEMS.stream()
        .flatMap(items -> FACTORS.stream().map(factors -> new Shape(items, factors)))
        .toList();
  }

  private static Measured measure(JmhRun jmh, Method method, Shape shape) throws RunnerException {
    Spread micros =
        jmh.micros(
            method.benchmark(),
            method.method(),
            method.hasVectors(),
            method == Method.MLLIB ? MLLIB_WARM_UPS : WARM_UPS,
            Map.of("items", shape.items(), "factors", shape.factors()));
    int users = method.users(shape);
    return new Measured(method, shape, users, micros.dividedBy(users));
  }

  /** JSON, and the same as Markdown beside it. */
  private void write(KernelReport report) throws IOException {
    Path json = file.toAbsolutePath();
    Files.createDirectories(json.getParent());
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(json, mapper.writeValueAsString(report) + "\n");
    String name = json.getFileName().toString();
    Path markdown = json.resolveSibling(name.replaceFirst("(\\.json)?$", ".md"));
    Files.writeString(markdown, report.toMarkdown());
    out.printf("%n%s%nwritten to %s and %s%n", report.toMarkdown(), json, markdown);
  }
}
