package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.transforms.kafka.ConsumerGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Kills a stream, or a part of it, again and again, until it has gone through all that it gets. */
final class RestartDrill implements AutoCloseable {
  private static final long BETWEEN_LOOKS_MILLIS = 100;
  private static final String PROGRESS = ", lag ";
  private static final int MOST_DELAY_MILLIS = 1_500;

  /** Longer than the stream takes to find out that it stands still, and to start again. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path launcher;
  private final List<String> options;
  private final Path logs;
  private final ConsumerGroup group;
  private final Feed feed;
  private final Victims victims;
  private final Random random;
  private final PrintStream out;
  private final List<Kill> kills = new ArrayList<>();
  private final List<OwnEnd> ownEnds = new ArrayList<>();
  private StreamProcess stream;
  private int starts;

  /**
   * What came of it.
   *
   * @param kills in their order
   * @param ownEnds how the stream ended by itself, each time that it did
   * @param stop how it ended when it was asked to
   */
  record Outcome(List<Kill> kills, List<OwnEnd> ownEnds, StreamProcess.End stop) {}

  /**
   * @param options of the stream
   * @param logs a folder for its output
   * @param group whose offsets the stream commits
   * @param feed what it gets; not started yet
   */
  RestartDrill(
      Path launcher,
      List<String> options,
      Path logs,
      ConsumerGroup group,
      Feed feed,
      Victims victims,
      Random random,
      PrintStream out)
      throws IOException {
    this.launcher = launcher;
    this.options = List.copyOf(options);
    this.logs = logs;
    this.group = group;
    this.feed = feed;
    this.victims = victims;
    this.random = random;
    this.out = out;
    this.stream = start();
  }

  /** Kills so many times, spread over the events, lets the stream come to the end and stops it. */
  Outcome run(int times) throws Exception {
    // A kill in each of so many parts but the last; what waits at most is too little for two.
    long part = feed.all() / (times + 1);
    feed.start(this::done, Math.max(1, part / 2));
    List<Victim> drawn = victims.draw(times);
    for (int i = 0; i < times; i++) {
      awaitDone(i * part + random.nextLong(part / 2 + 1));
      Thread.sleep(random.nextInt(MOST_DELAY_MILLIS));
      kill(drawn.get(i));
    }
    awaitDone(feed.all());
    awaitProgress();
    return new Outcome(kills, ownEnds, stream.stop());
  }

  private void kill(Victim victim) throws Exception {
    int before = starts;
    long began = System.nanoTime();
    victims.kill(victim, stream);
    // Read now: what was committed until its end is nothing that it recovered.
    Map<Integer, Long> behind = behind();
    long done = done();
    long waiting = feed.sent() - done;
    if (!stream.handle().isAlive()) {
      stream = startAgain();
    }
    Await more = new Await("more");
    while (!hasPassed(behind)) {
      more.look();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Kill kill = new Kill(victim, done, waiting, starts > before, seconds);
    kills.add(kill);
    out.printf(
        "      killed the %s at %,d of %,d with %,d on their way; it went on %.1f s later%s%n",
        victim, done, feed.all(), waiting, seconds, kill.restarted() ? ", by a new start" : "");
  }

  /** The committed offsets of the partitions in which messages wait. */
  private Map<Integer, Long> behind() {
    Map<Integer, Long> committed = group.committed();
    Map<Integer, Long> behind = new TreeMap<>();
    group
        .ends()
        .forEach(
            (partition, end) -> {
              long offset = committed.getOrDefault(partition, 0L);
              if (offset < end) {
                behind.put(partition, offset);
              }
            });
    return behind;
  }

  private boolean hasPassed(Map<Integer, Long> offsets) {
    Map<Integer, Long> committed = group.committed();
    return offsets.entrySet().stream()
        .allMatch(each -> committed.getOrDefault(each.getKey(), 0L) > each.getValue());
  }

  private void awaitDone(long wanted) throws Exception {
    Await done = new Await("%,d".formatted(wanted));
    while (done() < wanted) {
      done.look();
    }
  }

  /** Waits for the stream, and starts it again where it has ended by itself. */
  private final class Await {
    private final String wanted;
    private long last = -1;
    private long deadline;

    Await(String wanted) {
      this.wanted = wanted;
    }

    void look() throws Exception {
      feed.check();
      long now = done();
      if (!stream.handle().isAlive()) {
        OwnEnd end = new OwnEnd(now, stream.lastWords());
        ownEnds.add(end);
        out.printf("      the stream ended by itself at %,d: %s%n", now, end.words());
        stream = startAgain();
      }
      if (now > last) {
        last = now;
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new SidecartException(
            "%,d offsets are committed where %s are awaited, and no more for %d s; see %s"
                .formatted(now, wanted, PATIENCE.toSeconds(), stream.log()));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  /** A stream that is still starting has nothing to drain, and just ends with the signal. */
  private void awaitProgress() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (stream.handle().isAlive() && !Files.readString(stream.log()).contains(PROGRESS)) {
      if (System.nanoTime() > deadline) {
        throw new SidecartException(
            "the stream told nothing for %d s; see %s"
                .formatted(PATIENCE.toSeconds(), stream.log()));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private StreamProcess startAgain() throws IOException {
    stream.close();
    return start();
  }

  private StreamProcess start() throws IOException {
    starts++;
    return StreamProcess.start(
        launcher, options, logs.resolve("stream-" + starts + ".log"), List.of());
  }

  private long done() {
    return group.committed().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() throws InterruptedException {
    feed.close();
    stream.close();
    group.close();
  }
}
