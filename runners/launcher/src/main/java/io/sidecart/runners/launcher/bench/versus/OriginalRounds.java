package io.sidecart.runners.launcher.bench.versus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.bench.BenchTable.Figure;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import io.sidecart.runners.launcher.bench.BenchTopics;
import io.sidecart.runners.launcher.bench.ProcessMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The original method in a process of its own, which stays up: it pays for Spark's start once. */
final class OriginalRounds implements AutoCloseable {
  /** Spark's default is 200; with this the original is at its best on two cores. */
  private static final int BEST_SHUFFLE_PARTITIONS = 2;

  private final RivalProcess process;
  private final Path folder;

  /**
   * @param folder for rows and checkpoints
   */
  OriginalRounds(RivalProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  ProcessHandle handle() {
    return process.handle();
  }

  /** Works off a part of the backlog in micro-batches of one size. */
  Line batches(String name, Sizes.Batches batches, ProcessMeter meter) throws IOException {
    Path rows = folder.resolve("original-" + System.nanoTime());
    JsonNode answer =
        process.ask(
            round(
                BenchTopics.EVENTS,
                rows,
                "earliest",
                batches.events(),
                batches.count(),
                batches.shufflePartitions()));
    if (answer.size() < 2) {
      throw new SidecartException(
          "%s: %d batches were worked off, it takes 2; see %s"
              .formatted(name, answer.size(), folder.resolve("original.log")));
    }
    // The first batch pays for new connections and code that is not compiled yet.
    JsonNode last = answer.get(answer.size() - 1);
    long from = answer.get(1).get("start").asLong();
    long to = last.get("start").asLong() + last.get("millis").asLong();
    double events = (double) batches.events() * (answer.size() - 1);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.EVENTS_PER_SECOND, events * 1e3 / (to - from));
    figures.put(Figure.CPU_PER_MILLION, meter.cpu(from, to) * 1e6 / events);
    figures.put(Figure.PEAK_MB, meter.peakMb(from, to));
    figures.put(Figure.SECONDS, (to - from) / 1e3 / (answer.size() - 1));
    return Line.of(name, figures);
  }

  private static Map<String, Object> round(
      String topic, Path rows, String from, long most, int batches, int shufflePartitions) {
    return Map.of(
        "kind",
        "original",
        "topic",
        topic,
        "output",
        rows.toString(),
        "work",
        rows + "-checkpoint",
        "from",
        from,
        "most",
        most,
        "batches",
        batches,
        "shufflePartitions",
        shufflePartitions);
  }

  /** Reads what comes from now on, in micro-batches of any size, until {@link #end}. */
  void begin(String topic, Path rows) throws IOException {
    process.begin(round(topic, rows, "latest", 0, 0, BEST_SHUFFLE_PARTITIONS));
  }

  void end() throws IOException {
    process.end();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.close();
  }
}
