package io.sidecart.runners.launcher.conformance;

import io.sidecart.cql.CassandraSession;
import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.prepare.PreparedTables;
import io.sidecart.runners.launcher.conformance.Site.Mode;
import io.sidecart.runners.launcher.flow.MalformedMessages;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs each job on each engine, looks whether all is there, and compares with the first.
 *
 * <p>Where a job reads what another wrote, it reads what its own engine wrote; but all streams read
 * the first engine's topic, so that an event has one identity and one time, and serve one model.
 */
final class Conformance {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long BETWEEN_LOOKS_MILLIS = 500;

  private final Steps steps;
  private final Path launcher;
  private final Path logs;
  private final KafkaSettings kafka;
  private final List<Site> sites;
  private final PrintStream out;
  private final Outputs outputs;
  private final Completeness complete;
  private final List<Result> results = new ArrayList<>();

  /** Runs a job on an engine. */
  private interface Work {
    void run(Site site, String step) throws Exception;
  }

  /** Reads what it wrote. */
  private interface Reading {
    List<RowSet> of(Site site) throws IOException;
  }

  /** Tells what is wrong with it, without a comparison. */
  private interface Check {
    List<String> of(Site site, List<RowSet> found) throws IOException;
  }

  /**
   * @param launcher the script that runs commands
   * @param logs a folder for the logs of streams
   * @param sites the first is what the others are compared with
   */
  Conformance(
      Steps steps,
      Path launcher,
      Path logs,
      KafkaSettings kafka,
      List<Site> sites,
      PrintStream out) {
    this.steps = steps;
    this.out = out;
    this.launcher = launcher;
    this.logs = logs;
    this.kafka = kafka;
    this.sites = List.copyOf(sites);
    this.outputs = new Outputs(kafka);
    this.complete = new Completeness(kafka);
  }

  /** How many steps it takes. */
  static int steps(int sites) {
    return 5 * sites + 1;
  }

  /**
   * Runs all.
   *
   * @param csv prepare's options that name its input
   * @param events how many events are streamed at most
   */
  List<Result> run(List<String> csv, int events, long seed) throws Exception {
    long purchases =
        job(
                "prepare",
                (site, step) -> prepare(site, step, csv, seed),
                outputs::prepared,
                (site, found) -> Completeness.ofPrepared(found))
            .get(0)
            .rows()
            .size();
    job(
        "split",
        (site, step) -> split(site, step, events, seed),
        outputs::divided,
        (site, found) ->
            Completeness.ofDivided(found, SplitCounts.read(site.in("history")), purchases, events));
    MalformedMessages.send(kafka, first().events());
    train(seed);
    List<RowSet> streamed =
        job(
            "stream --stopAt=end",
            this::streamToEnd,
            site -> outputs.served(site, Mode.end),
            (site, found) -> complete.ofServed(site, Mode.end, first().events()));
    for (Site site : sites) {
      forget(site);
      run(
          "stream, stopped",
          site,
          this::streamUntilStopped,
          inCommon(streamed),
          one -> outputs.served(one, Mode.live),
          (one, found) -> complete.ofServed(one, Mode.live, first().events()));
    }
    for (Site site : sites) {
      // Its own rows, so that only what compaction does is seen here.
      List<RowSet> before = outputs.rows(site, Mode.end);
      run(
          "compact",
          site,
          this::compact,
          before,
          one -> outputs.rows(one, Mode.end),
          (one, found) -> Completeness.ofCompacted(one.enriched(Mode.end)));
    }
    return results;
  }

  /** Compares with the first site, and gives what that one wrote. */
  private List<RowSet> job(String name, Work work, Reading reading, Check check) throws Exception {
    List<RowSet> reference = run(name, first(), work, null, reading, check);
    for (Site site : sites.subList(1, sites.size())) {
      run(name, site, work, reference, reading, check);
    }
    return reference;
  }

  /**
   * @param reference null where what is found is to be one
   */
  private List<RowSet> run(
      String name,
      Site site,
      Work work,
      @Nullable List<RowSet> reference,
      Reading reading,
      Check check)
      throws Exception {
    String engine = site.engine().title();
    String step = name + ", " + engine;
    work.run(site, step);
    List<RowSet> found = reading.of(site);
    Result result =
        Result.of(name, engine, reference, found, check.of(site, found), steps.seconds().get(step));
    out.println("      " + result.verdict());
    results.add(result);
    return found;
  }

  /** All but the averages: a stop may cost a window of them its last events. */
  private static List<RowSet> inCommon(List<RowSet> streamed) {
    return streamed.subList(0, streamed.size() - 1);
  }

  private Site first() {
    return sites.get(0);
  }

  private void prepare(Site site, String step, List<String> csv, long seed) throws Exception {
    List<String> options = new ArrayList<>(csv);
    options.addAll(List.of("--output=" + site.in("prepared"), "--seed=" + seed));
    options.addAll(cassandra(site));
    steps.command(step, "prepare", site.engine().with(options));
  }

  private void split(Site site, String step, int events, long seed) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--prepared=" + site.in("prepared"),
                "--history=" + site.in("history"),
                "--topic=" + site.events(),
                "--limit=" + events,
                "--seed=" + seed,
                "--bootstrapServers=" + kafka.bootstrapServers()));
    options.addAll(cassandra(site));
    steps.command(step, "split", site.engine().with(options));
  }

  private void train(long seed) throws Exception {
    steps.command(
        "train",
        List.of(
            "--history=" + first().in("history"),
            "--features=" + new PreparedTables(first().in("prepared")).itemFeatures(),
            "--models=" + first().in("models"),
            "--seed=" + seed,
            "--publish=force",
            "--reason=conformance"));
    for (Site site : sites.subList(1, sites.size())) {
      FolderCopy.copy(first().in("models"), site.in("models"));
    }
  }

  private void streamToEnd(Site site, String step) throws Exception {
    List<String> options = stream(site, Mode.end);
    options.add("--stopAt=end");
    steps.command(step, "stream", site.engine().with(options));
  }

  private void streamUntilStopped(Site site, String step) throws Exception {
    List<String> options = site.engine().with(stream(site, Mode.live));
    Path log = logs.resolve("stream-" + site.id() + ".log");
    steps.run(
        step,
        "stream until all is committed, then SIGTERM: " + String.join(" ", options),
        () -> {
          try (StreamProcess stream = StreamProcess.start(launcher, options, log, List.of())) {
            awaitAll(site, stream);
            StreamProcess.End end = stream.stop();
            if (end.status() != 0) {
              throw new SidecartException(
                  "the stream ended with status " + end.status() + " when stopped; see " + log);
            }
            return end;
          }
        });
  }

  private void awaitAll(Site site, StreamProcess stream) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (ConsumerGroup group = ConsumerGroup.open(kafka, first().events(), site.group(Mode.live))) {
      Map<Integer, Long> before = Map.of();
      while (true) {
        stream.checkAlive();
        Map<Integer, Long> committed = group.committed();
        if (committed.equals(group.ends())) {
          return;
        }
        if (!committed.equals(before)) {
          before = committed;
          deadline = System.nanoTime() + PATIENCE.toNanos();
        }
        if (System.nanoTime() > deadline) {
          throw new SidecartException(
              "the stream has committed nothing for %d s; see %s"
                  .formatted(PATIENCE.toSeconds(), stream.log()));
        }
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    }
  }

  private List<String> stream(Site site, Mode mode) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--topic=" + first().events(),
                "--group=" + site.group(mode),
                "--models=" + site.in("models"),
                "--output=" + site.enriched(mode),
                "--recommendationsTopic=" + site.recommendations(mode),
                "--deadLetterTopic=" + site.deadLetters(mode),
                "--runId=conformance",
                // What a look-up finds would depend on when it was asked.
                "--addOwnPurchases=false",
                "--bootstrapServers=" + kafka.bootstrapServers()));
    options.addAll(cassandra(site));
    return options;
  }

  /** So that what the next stream does not write is missed. */
  private static void forget(Site site) {
    try (CassandraSession session = CassandraSession.open(site.cassandra())) {
      Outputs.SERVED.forEach(
          table -> session.execute(session.prepare("TRUNCATE {keyspace}." + table).bind()));
    }
  }

  private void compact(Site site, String step) throws Exception {
    steps.command(
        step, "compact", site.engine().with(List.of("--path=" + site.enriched(Mode.end))));
  }

  private static List<String> cassandra(Site site) {
    return List.of(
        "--cassandra=" + site.cassandra().contactPoints(),
        "--keyspace=" + site.cassandra().keyspace());
  }
}
