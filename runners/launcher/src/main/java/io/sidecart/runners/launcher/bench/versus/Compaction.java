package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Recommendation;
import io.sidecart.model.SidecartException;
import io.sidecart.model.Why;
import io.sidecart.runners.launcher.bench.BenchTable;
import io.sidecart.runners.launcher.bench.BenchTable.Figure;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import io.sidecart.runners.launcher.bench.ProcessMeter;
import io.sidecart.runners.launcher.bench.SeenRows;
import io.sidecart.runners.launcher.flow.AtExit;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.Spans;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Compacts the same small files by compact and in the original's way, each in a fresh process. */
final class Compaction implements Comparison {
  private static final int ROWS_OF_A_FILE = 100;
  private static final int USERS = 2_500;
  private static final int ITEMS = 5_000;
  private static final int SHOWN = 5;
  private static final Instant START = Instant.parse("2026-01-31T05:00:00Z");

  private final Home home;
  private final Path folder;
  private final Steps steps;
  private final Endpoints endpoints;
  private final List<Integer> counts;

  /**
   * @param counts of files
   */
  Compaction(Home home, Path folder, Steps steps, Endpoints endpoints, List<Integer> counts) {
    this.home = home;
    this.folder = folder;
    this.steps = steps;
    this.endpoints = endpoints;
    this.counts = List.copyOf(counts);
  }

  @Override
  public List<Line> run(int run) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (int count : counts) {
      String files = "%,d files of %d rows".formatted(count, ROWS_OF_A_FILE);
      lines.add(
          steps.run(
              "original, %d files, run %d".formatted(count, run),
              "read, write, read, write",
              () -> original(run, count, "original, " + files)));
      lines.add(
          steps.run(
              "Sidecart, %d files, run %d".formatted(count, run),
              "./sidecart compact",
              () -> sidecart(run, count, "Sidecart, " + files)));
    }
    return lines;
  }

  private Line original(int run, int count, String what) throws Exception {
    Path rows = small("original", run, count);
    long began = System.nanoTime();
    try (RivalProcess rival =
            RivalProcess.start(home, endpoints, "", Versus.SPARK, folder.resolve("original.log"));
        ProcessMeter meter = ProcessMeter.start(rival.handle())) {
      var unused =
          rival.ask(
              Map.of("kind", "compact", "output", rows.toString(), "work", rows + "-temporary"));
      rival.awaitEnd();
      double seconds = (System.nanoTime() - began) / 1e9;
      check(what, count, rows);
      return line(what, rows, seconds, meter);
    }
  }

  private Line sidecart(int run, int count, String what) throws Exception {
    Path rows = small("sidecart", run, count);
    Path report = folder.resolve("compact.json");
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(
                home.checkout().resolve("sidecart").toString(),
                "compact",
                "--path=" + rows,
                "--report=" + report)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("compact.log").toFile())
            .start();
    try (AtExit stopper = AtExit.run("stop-compact", process::destroyForcibly);
        ProcessMeter meter = ProcessMeter.start(process.toHandle())) {
      int status = process.waitFor();
      double seconds = (System.nanoTime() - began) / 1e9;
      if (status != 0) {
        throw new SidecartException(
            "compact ended with status " + status + "; see " + folder.resolve("compact.log"));
      }
      check(what, count, rows);
      return line(what, rows, seconds, meter);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void check(String what, int count, Path rows) throws IOException {
    CatchUp.checkAll(what, SeenRows.below(rows.toString()), (long) count * ROWS_OF_A_FILE);
  }

  private static Line line(String what, Path rows, double seconds, ProcessMeter meter)
      throws IOException {
    int files = Storages.visibleFiles(Storages.of(rows.toString()), rows.toString()).size();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.SECONDS, seconds);
    figures.put(Figure.PEAK_MB, meter.peakMb(0, Long.MAX_VALUE));
    figures.put(Figure.FILES_AFTER, (double) files);
    return Line.of(what, figures);
  }

  /** Files as the stream leaves them, all of one hour. */
  private Path small(String name, int run, int count) throws IOException {
    Path root = folder.resolve("%s-%d-%d".formatted(name, count, run));
    Storage storage = Storages.of(root.toString());
    Random random = new Random(42);
    for (int file = 0; file < count; file++) {
      List<EnrichedEvent> rows = new ArrayList<>();
      Spans spans = new Spans();
      for (int i = 0; i < ROWS_OF_A_FILE; i++) {
        EnrichedEvent row = row((long) file * ROWS_OF_A_FILE + i, random);
        spans.add(row.event().id());
        rows.add(row);
      }
      ParquetFiles.publish(
          storage,
          root.resolve("dt=2026-01-31/hour=05/part-" + file + ParquetFiles.SUFFIX).toString(),
          rows,
          spans::toFooter);
    }
    return root;
  }

  private static EnrichedEvent row(long offset, Random random) {
    List<Recommendation> items = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      items.add(new Recommendation(random.nextInt(ITEMS), random.nextFloat()));
    }
    return new EnrichedEvent(
        new CartEvent(
            new EventId("cart-events", 0, offset),
            START.plusMillis(offset),
            random.nextInt(USERS),
            random.nextInt(ITEMS),
            1,
            4.99),
        null,
        items,
        null,
        "generated",
        Why.ALS);
  }

  @Override
  public BenchTable table(List<Line> lines) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      double original = lines.get(i).median(Figure.SECONDS);
      double sidecart = lines.get(i + 1).median(Figure.SECONDS);
      notes.add(
          "%s: %.1f s to %.1f s, %.1f times as quick"
              .formatted(lines.get(i + 1).what(), sidecart, original, original / sidecart));
    }
    return new BenchTable(
        "Compaction", List.of("s is that of a whole process, its start included."), lines, notes);
  }
}
