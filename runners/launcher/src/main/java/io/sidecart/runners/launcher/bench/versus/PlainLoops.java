package io.sidecart.runners.launcher.bench.versus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidecart.runners.launcher.bench.BenchShop;
import io.sidecart.runners.launcher.bench.BenchTable.Figure;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import io.sidecart.runners.launcher.bench.BenchTopics;
import io.sidecart.runners.launcher.bench.ProcessMeter;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The plain loop, in a process of its own: alone, or one for each partition at the same time. What
 * cores that share a die, or are two threads of one, can do together is less than twice what one
 * can do alone.
 *
 * @param folder for logs
 */
record PlainLoops(Home home, Endpoints endpoints, BenchShop shop, Path folder) {

  /**
   * What one did.
   *
   * @param rows that it wrote
   * @param measured those after its warm-up
   * @param perSecond of the latter
   * @param cpu seconds of all threads of its process that the latter took
   * @param peakMb most memory resident
   */
  private record Run(long rows, double measured, double perSecond, double cpu, double peakMb) {}

  /** One works off all partitions. */
  Line alone(String name, Path rows, boolean reuse) throws Exception {
    return line(name, List.of(run("loop.log", rows, reuse, List.of())));
  }

  /** As many as there are partitions work off one each, every event scored. */
  Line atOnce(String name, Path rows, int partitions) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(partitions);
    try {
      List<Future<Run>> running = new ArrayList<>();
      for (int i = 0; i < partitions; i++) {
        int partition = i;
        running.add(
            threads.submit(
                () ->
                    run(
                        "loop-" + partition + ".log",
                        rows.resolve("partition-" + partition),
                        false,
                        List.of(partition))));
      }
      List<Run> runs = new ArrayList<>();
      for (Future<Run> each : running) {
        runs.add(each.get());
      }
      return line(name, runs);
    } finally {
      threads.shutdownNow();
    }
  }

  private Run run(String log, Path rows, boolean reuse, List<Integer> partitions) throws Exception {
    try (RivalProcess loop =
            RivalProcess.start(home, endpoints, shop.models(), Versus.SPARK, folder.resolve(log));
        ProcessMeter meter = ProcessMeter.start(loop.handle())) {
      Map<String, Object> round = new HashMap<>();
      round.put("kind", "loop");
      round.put("topic", BenchTopics.EVENTS);
      round.put("output", rows.toString());
      round.put("reuse", reuse);
      round.put("partitions", partitions);
      JsonNode answer = loop.ask(round);
      double measured = answer.get("measured").asDouble();
      return new Run(
          answer.get("rows").asLong(),
          measured,
          measured / answer.get("seconds").asDouble(),
          answer.get("cpu").asDouble(),
          meter.peakMb(0, Long.MAX_VALUE));
    }
  }

  private Line line(String name, List<Run> runs) {
    CatchUp.checkRows(
        name,
        CatchUp.messages(shop.kafka(), BenchTopics.EVENTS),
        runs.stream().mapToLong(Run::rows).sum(),
        0);
    double measured = runs.stream().mapToDouble(Run::measured).sum();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.EVENTS_PER_SECOND, runs.stream().mapToDouble(Run::perSecond).sum());
    figures.put(Figure.CPU_PER_MILLION, runs.stream().mapToDouble(Run::cpu).sum() * 1e6 / measured);
    figures.put(Figure.PEAK_MB, runs.stream().mapToDouble(Run::peakMb).sum());
    return Line.of(name, figures);
  }
}
