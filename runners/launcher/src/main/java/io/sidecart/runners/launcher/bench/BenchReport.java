package io.sidecart.runners.launcher.bench;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a bench found out.
 *
 * @param options of the stream
 * @param committed messages that the stream committed, of those that were sent
 * @param sinks what is in each, by name
 * @param gcSeconds how long collections took while it was measured
 * @param gcFull how many of them were full
 * @param heapLeastMb in use after the collection that left the fewest, in the first, the middle and
 *     the last third of the time; -1 where there was none
 * @param heapLiveMb in use after a full collection just before and just after the measuring
 * @param stopSeconds from SIGTERM to the end
 * @param stopStatus the exit status then
 * @param samples a second apart
 */
record BenchReport(
    String runner,
    Load load,
    List<String> options,
    Machine machine,
    long sent,
    long committed,
    Measured measured,
    Map<String, Delivery.Sink> sinks,
    double gcSeconds,
    long gcFull,
    List<Long> heapLeastMb,
    List<Long> heapLiveMb,
    double stopSeconds,
    int stopStatus,
    List<Sample> samples) {

  static BenchReport of(
      String runner,
      Load load,
      List<String> options,
      StreamBench.Run run,
      KafkaSettings kafka,
      CassandraSettings cassandra,
      Path folder,
      Set<String> names)
      throws IOException {
    Delivery delivery = new Delivery(kafka, run.committed(), run.fromMillis(), run.toMillis());
    Map<String, Delivery.Sink> sinks = new LinkedHashMap<>();
    if (names.contains("kafka")) {
      sinks.put("kafka", delivery.inKafka());
    }
    if (names.contains("parquet")) {
      sinks.put("parquet", delivery.inParquet(folder.resolve("enriched").toString()));
    }
    if (names.contains("cassandra")) {
      sinks.put("cassandra", delivery.inCassandra(cassandra));
    }
    return new BenchReport(
        runner,
        load,
        options,
        Machine.here(),
        run.sent(),
        run.committed().values().stream().mapToLong(Long::longValue).sum(),
        Measured.of(run.samples()),
        sinks,
        run.gc().seconds(),
        run.gc().full(),
        thirds(run),
        run.liveMb(),
        run.end().seconds(),
        run.end().status(),
        run.samples());
  }

  private static List<Long> thirds(StreamBench.Run run) {
    double from = run.samples().get(0).at();
    double third = (run.samples().get(run.samples().size() - 1).at() - from) / 3;
    List<Long> least = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      least.add(run.gc().between(from + i * third, from + (i + 1) * third).least().orElse(-1));
    }
    return least;
  }

  /** What is lost or doubled; empty where all is as it should be. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    sinks.forEach(
        (name, sink) -> {
          Identities.Summary rows = sink.rows();
          if (rows.lost() > 0) {
            differences.add("%,d committed events are not in %s".formatted(rows.lost(), name));
          }
          if (rows.rows() > rows.distinct()) {
            differences.add(
                "%,d rows in %s stand there twice".formatted(rows.rows() - rows.distinct(), name));
          }
        });
    if (load.rate() > 0 && committed < sent) {
      differences.add("%,d events of %,d were not committed".formatted(sent - committed, sent));
    }
    if (stopStatus != 0) {
      differences.add("the stream ended with status " + stopStatus);
    }
    return differences;
  }

  void print(PrintStream out) {
    out.printf(
        "%n%s, %s; %d cores (%s), %d GB, Java %s, heap %s%n",
        runner,
        load,
        machine.cores(),
        machine.cpu(),
        machine.memoryGb(),
        machine.jvm(),
        machine.heap());
    out.printf("  stream %s%n", String.join(" ", options));
    out.printf(
        "  rate       %,.0f events/s committed over %.0f s, %,.0f/s sent, %,.0f/s to Kafka; waiting"
            + " %,d at first, %,d at last, %,d at most%n",
        measured.committedPerSecond(),
        measured.seconds(),
        measured.sentPerSecond(),
        measured.publishedPerSecond(),
        measured.lagFirst(),
        measured.lagLast(),
        measured.lagMost());
    sinks.forEach((name, sink) -> printSink(out, name, sink));
    out.printf(
        "  memory     resident %s MB, every %.0f s; heap after collections %s MB, live %s MB%n",
        path(measured.residentMb()),
        measured.memoryEverySeconds(),
        path(heapLeastMb),
        path(heapLiveMb));
    out.printf("  collecting %.1f s, %d of them full%n", gcSeconds, gcFull);
    StringBuilder cores = new StringBuilder();
    double known = 0;
    for (Map.Entry<String, Double> each : measured.cores().entrySet()) {
      if (!each.getKey().equals("all")) {
        cores.append("%s %.2f, ".formatted(each.getKey(), each.getValue()));
        known += each.getValue();
      }
    }
    double all = measured.cores().get("all");
    out.printf(
        "  CPU        %sothers %.2f, idle %.2f of %d cores: %s%n",
        cores,
        Math.max(0, all - known),
        Math.max(0, machine.cores() - all),
        machine.cores(),
        all > 0.9 * machine.cores() ? "the processors bind" : "the processors do not bind");
    out.printf("  stop       %.1f s after SIGTERM, status %d%n", stopSeconds, stopStatus);
  }

  private void printSink(PrintStream out, String name, Delivery.Sink sink) {
    Identities.Summary rows = sink.rows();
    out.printf(
        "  %-10s %,d rows, %,d distinct, %,d lost of %,d committed and %,d sent",
        name, rows.rows(), rows.distinct(), rows.lost(), committed, sent);
    if (sink.files() > 0) {
      out.printf(", %,d files", sink.files());
    }
    Latencies.Summary latency = sink.latency();
    if (!load.isBacklog() && latency.count() > 0) {
      out.printf(
          "; after p50 %,d, p99 %,d, at most %,d ms", latency.p50(), latency.p99(), latency.max());
    }
    out.println();
  }

  /** Values in the order of their times. */
  private static String path(List<Long> values) {
    return values.isEmpty()
        ? "-"
        : String.join(" > ", values.stream().map(v -> v < 0 ? "-" : v.toString()).toList());
  }
}
