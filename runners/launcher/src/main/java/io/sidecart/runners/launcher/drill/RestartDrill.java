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

/** Kills a stream, or a part of it, again and again, until it has gone through its topic. */
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
  private final Victims victims;
  private final Random random;
  private final PrintStream out;
  private final List<Kill> kills = new ArrayList<>();
  private StreamProcess stream;
  private int starts;
  private int ownEnds;

  /**
   * What came of it.
   *
   * @param kills in their order
   * @param ownEnds how often the stream ended by itself, and was started again
   * @param stop how it ended when it was asked to
   */
  record Outcome(List<Kill> kills, int ownEnds, StreamProcess.End stop) {}

  /**
   * @param options of the stream
   * @param logs a folder for its output
   * @param group whose offsets the stream commits
   */
  RestartDrill(
      Path launcher,
      List<String> options,
      Path logs,
      ConsumerGroup group,
      Victims victims,
      Random random,
      PrintStream out)
      throws IOException {
    this.launcher = launcher;
    this.options = List.copyOf(options);
    this.logs = logs;
    this.group = group;
    this.victims = victims;
    this.random = random;
    this.out = out;
    this.stream = start();
  }

  /** Kills so many times, spread over the topic, lets the stream come to the end and stops it. */
  Outcome run(int times) throws Exception {
    long all = sum(group.ends());
    List<Long> marks = random.longs(times, 0, all).sorted().boxed().toList();
    for (long mark : marks) {
      long before = awaitDone(Math.max(mark, done()));
      Thread.sleep(random.nextInt(MOST_DELAY_MILLIS));
      kill(Math.max(before, done()), all);
    }
    awaitDone(all);
    awaitProgress();
    return new Outcome(kills, ownEnds, stream.stop());
  }

  private void kill(long done, long all) throws Exception {
    int before = starts;
    long began = System.nanoTime();
    String victim = victims.kill(stream);
    if (!stream.handle().isAlive()) {
      stream = startAgain();
    }
    awaitDone(Math.min(all, done + 1));
    double seconds = (System.nanoTime() - began) / 1e9;
    Kill kill = new Kill(victim, done, starts > before, seconds);
    kills.add(kill);
    out.printf(
        "      killed the %s at %,d of %,d; more was committed %.1f s later%s%n",
        victim, done, all, seconds, kill.restarted() ? ", by a new start" : "");
  }

  /** Waits until so much is committed, starting the stream again where it has ended by itself. */
  private long awaitDone(long wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long last = -1;
    for (long now = done(); now < wanted; now = done()) {
      if (!stream.handle().isAlive()) {
        ownEnds++;
        out.printf("      the stream ended by itself; see %s%n", stream.log());
        stream = startAgain();
      }
      if (now > last) {
        last = now;
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new SidecartException(
            "%,d of %,d offsets are committed, and no more for %d s; see %s"
                .formatted(now, wanted, PATIENCE.toSeconds(), stream.log()));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    return wanted;
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
    return sum(group.committed());
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    stream.close();
    group.close();
  }
}
