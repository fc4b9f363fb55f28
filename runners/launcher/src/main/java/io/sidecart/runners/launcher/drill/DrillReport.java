package io.sidecart.runners.launcher.drill;

import io.sidecart.pipelines.job.Reports;
import io.sidecart.runners.launcher.flow.SinkCounts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a drill found.
 *
 * @param runner what ran the stream
 * @param cluster whether that was a cluster, whose executors and workers are killed as well
 * @param ownEnds how the stream ended by itself, each time that it did
 * @param stopStatus exit status of the stream when it was asked to end
 * @param stopSeconds how long that took
 * @param before the sinks before compaction
 * @param after the sinks after it
 */
record DrillReport(
    String runner,
    boolean cluster,
    List<Kill> kills,
    List<OwnEnd> ownEnds,
    int stopStatus,
    double stopSeconds,
    SinkCounts before,
    SinkCounts after) {

  void print(PrintStream out) {
    out.printf(
        "%nKilled %d times (%s), ended by itself %d times, stopped in %.1f s with status %d%n",
        kills.size(), victims(), ownEnds.size(), stopSeconds, stopStatus);
    out.printf(
        "Seconds until it went on: %.1f at the median, %.1f at most%n%n",
        recovery(0.5), recovery(1));
    out.printf("%-26s %12s %12s %12s %12s%n", "", "sent", "arrived", "lost", "doubled");
    row("Parquet before compact", before.parquetDistinct(), before.parquetRows(), out);
    row("Parquet after compact", after.parquetDistinct(), after.parquetRows(), out);
    row("Cassandra", after.cassandraDistinct(), after.cassandraRows(), out);
    row("Kafka, each message", after.messagesOutDistinct(), after.messagesOut(), out);
    row("Kafka, by sidecart-id", after.messagesOutDistinct(), after.messagesOutDistinct(), out);
    out.printf(
        "Cassandra's latest of %,d users, %,d of them wrong%n",
        after.cassandraUsers(), after.wrongLatest());
  }

  private void row(String sink, long distinct, long rows, PrintStream out) {
    long sent = after.messagesIn();
    out.printf(
        "%-26s %,12d %,12d %,12d %,12d%n", sink, sent, rows, sent - distinct, rows - distinct);
  }

  /** What must not be; empty where all is well. */
  List<String> faults() {
    List<String> faults = new ArrayList<>(after.differences(0));
    for (OwnEnd end : ownEnds) {
      if (!cluster || !end.isStall()) {
        faults.add("the stream ended by itself: " + end.words());
      }
    }
    for (Kill kill : kills) {
      if (kill.waiting() <= 0 || kill.done() >= after.messagesIn()) {
        faults.add("nothing was on its way when the %s was killed".formatted(kill.victim()));
      }
    }
    for (Victim victim : cluster ? Victim.values() : new Victim[] {Victim.driver}) {
      if (!kills.isEmpty() && times(victim) == 0) {
        faults.add("no " + victim + " was killed");
      }
    }
    if (stopStatus != 0) {
      faults.add("the stream ended with status " + stopStatus + " when it was asked to stop");
    }
    return faults;
  }

  void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, Reports.toJson(this));
  }

  private String victims() {
    List<String> found = new ArrayList<>();
    for (Victim victim : Victim.values()) {
      long times = times(victim);
      if (times > 0) {
        found.add(victim + " " + times);
      }
    }
    return String.join(", ", found);
  }

  private long times(Victim victim) {
    return kills.stream().filter(kill -> kill.victim() == victim).count();
  }

  private double recovery(double quantile) {
    List<Double> seconds = kills.stream().map(Kill::recoverySeconds).sorted().toList();
    return seconds.isEmpty() ? 0 : seconds.get((int) Math.round((seconds.size() - 1) * quantile));
  }
}
