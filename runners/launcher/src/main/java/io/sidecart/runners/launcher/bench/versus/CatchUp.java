package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.bench.BenchTable.Figure;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import io.sidecart.runners.launcher.bench.BenchTopics;
import io.sidecart.runners.launcher.bench.ProcessMeter;
import io.sidecart.runners.launcher.bench.SeenRows;
import io.sidecart.runners.launcher.flow.AtExit;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A backlog that Sidecart works off, as the user would start it.
 *
 * @param rows of different events that were written
 * @param doubled rows beyond these
 * @param seconds from the start of the process to its end
 * @param span of a batch job without the start of its JVM; of a stream what was committed after the
 *     first part of the backlog
 * @param cpu seconds of that span
 * @param peakMb of the process
 */
record CatchUp(long rows, long doubled, double seconds, Span span, double cpu, double peakMb) {
  /** So much of a stream is warm-up, as the first micro-batch of the original is. */
  private static final double WARM_UP = 0.2;

  private static final int LOOK_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String READING = " Reading ";

  /**
   * Runs it.
   *
   * @param options of stream, without those that make it end
   * @param output the folder that options name for rows
   */
  static CatchUp run(Path launcher, List<String> options, Path output, Path log)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(launcher.toString(), "stream"));
    line.addAll(options);
    line.addAll(List.of("--from=earliest", "--stopAt=end", "--output=" + output));
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try (AtExit stopper = AtExit.run("stop-catch-up", process::destroy);
        ProcessMeter meter = ProcessMeter.start(process.toHandle())) {
      long reading = awaitReading(process, log);
      int status = process.waitFor();
      double seconds = (System.nanoTime() - began) / 1e9;
      if (status != 0) {
        throw new SidecartException("stream ended with status " + status + "; see " + log);
      }
      SeenRows seen = SeenRows.below(output.toString());
      if (seen.rows() == 0) {
        throw new SidecartException("stream wrote nothing; see " + log);
      }
      // Files come at the end of a batch job's stages: what one does before its first file counts.
      Span span = new Span(reading, seen.last(), seen.distinct());
      return new CatchUp(
          seen.distinct(),
          seen.rows() - seen.distinct(),
          seconds,
          span,
          meter.cpu(span.from(), span.to()),
          meter.peakMb(0, Long.MAX_VALUE));
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Runs it as a stream, which is stopped when nothing is left.
   *
   * @param options of stream, without those that make it begin
   * @param group what it commits
   */
  static CatchUp stream(
      Path launcher, List<String> options, Path output, Path log, ConsumerGroup group)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--from=earliest", "--output=" + output));
    long began = System.nanoTime();
    try (StreamProcess stream = StreamProcess.start(launcher, all, log, List.of());
        ProcessMeter meter = ProcessMeter.start(stream.handle())) {
      awaitFirst(stream, output);
      CommitLog commits = awaitEnd(stream, group);
      double seconds = (System.nanoTime() - began) / 1e9;
      stream.stopOrFail();
      SeenRows seen = SeenRows.below(output.toString());
      Span span = commits.after(WARM_UP);
      return new CatchUp(
          seen.distinct(),
          seen.rows() - seen.distinct(),
          seconds,
          span,
          meter.cpu(span.from(), span.to()),
          meter.peakMb(0, Long.MAX_VALUE));
    }
  }

  /** When the job says that it begins to read; all that comes before is the start of a JVM. */
  private static long awaitReading(Process process, Path log)
      throws IOException, InterruptedException {
    while (process.isAlive() && !Files.readString(log).contains(READING)) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return System.currentTimeMillis();
  }

  /** What an earlier run has committed is not this one's. */
  private static void awaitFirst(StreamProcess stream, Path output)
      throws IOException, InterruptedException {
    String folder = output.toString();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Storages.visibleFiles(Storages.of(folder), folder).isEmpty()) {
      awaitMore(stream, deadline);
    }
  }

  /** Waits until all that is in the topic now is committed. */
  static CommitLog awaitEnd(StreamProcess stream, ConsumerGroup group)
      throws IOException, InterruptedException {
    CommitLog commits = new CommitLog(group.beginnings(), group.ends());
    long last = -1;
    long deadline = 0;
    while (!commits.isComplete()) {
      if (commits.done() > last) {
        last = commits.done();
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }
      awaitMore(stream, deadline);
      Map<Integer, Long> committed = group.committed();
      commits.add(System.currentTimeMillis(), committed);
    }
    return commits;
  }

  private static void awaitMore(StreamProcess stream, long deadline)
      throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    stream.checkAlive();
    if (System.nanoTime() > deadline) {
      throw new SidecartException(
          "the stream did nothing for %d s; see %s".formatted(PATIENCE.toSeconds(), stream.log()));
    }
  }

  /** How many messages a topic holds: a producer that tries again may have sent one twice. */
  static long messages(KafkaSettings kafka, String topic) {
    try (ConsumerGroup group = ConsumerGroup.open(kafka, topic, BenchTopics.GROUP)) {
      return sum(group.ends()) - sum(group.beginnings());
    }
  }

  /**
   * @param events that there were to read
   * @throws SidecartException if one was lost or doubled
   */
  static void checkAll(String what, SeenRows seen, long events) {
    checkRows(what, events, seen.distinct(), seen.rows() - seen.distinct());
  }

  /** The same, by numbers. */
  static void checkRows(String what, long events, long distinct, long doubled) {
    if (distinct != events || doubled != 0) {
      throw new SidecartException(
          "%s: of %,d events %,d are there, and %,d rows more"
              .formatted(what, events, distinct, doubled));
    }
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * @param events that there were to read
   * @throws SidecartException if one was lost or doubled
   */
  Line line(String what, long events) {
    checkRows(what, events, rows, doubled);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.EVENTS_PER_SECOND, span.perSecond());
    figures.put(Figure.CPU_PER_MILLION, cpu * 1e6 / Math.max(1, span.events()));
    figures.put(Figure.PEAK_MB, peakMb);
    figures.put(Figure.SECONDS, seconds);
    return Line.of(what, figures);
  }
}
