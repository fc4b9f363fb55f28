package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.transforms.kafka.ConsumerGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A stream that is started again where it ends by itself, as a supervisor would do. */
final class SupervisedStream implements AutoCloseable {
  private static final long BETWEEN_LOOKS_MILLIS = 100;
  private static final long BEFORE_A_START_MILLIS = 1_000;
  private static final String PROGRESS = ", lag ";
  private static final Pattern RANDOM_NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4,}){4}");

  /** Longer than the stream takes to find out that it stands still, and to start again. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Starter starter;
  private final ConsumerGroup group;
  private final Feed feed;
  private final PrintStream out;
  private final List<OwnEnd> ownEnds = new ArrayList<>();
  private StreamProcess stream;
  private int starts;
  private long lastDone;

  /** Starts the stream's process; the number tells how often it was started before. */
  interface Starter {
    StreamProcess start(int number) throws IOException;
  }

  /**
   * Starts it.
   *
   * @param group whose offsets the stream commits; closed with this
   * @param feed what it gets
   */
  SupervisedStream(Starter starter, ConsumerGroup group, Feed feed, PrintStream out)
      throws IOException {
    this.starter = starter;
    this.group = group;
    this.feed = feed;
    this.out = out;
    this.stream = start();
  }

  StreamProcess process() {
    return stream;
  }

  int starts() {
    return starts;
  }

  /** How it ended by itself, each time that it did. */
  List<OwnEnd> ownEnds() {
    return ownEnds;
  }

  /** The same in words, each once. */
  List<String> ownEndsTold() {
    Map<String, Integer> times = new LinkedHashMap<>();
    ownEnds.forEach(
        end -> times.merge(RANDOM_NAME.matcher(end.words()).replaceAll("*"), 1, Integer::sum));
    return times.entrySet().stream()
        .map(
            end ->
                "the stream ended by itself %d times: %s".formatted(end.getValue(), end.getKey()))
        .toList();
  }

  /** Offsets committed, over all partitions; while Kafka does not answer, as many as before. */
  long done() {
    committed()
        .ifPresent(
            offsets -> lastDone = offsets.values().stream().mapToLong(Long::longValue).sum());
    return lastDone;
  }

  private Optional<Map<Integer, Long>> committed() {
    try {
      return Optional.of(group.committed());
    } catch (SidecartException e) {
      return Optional.empty();
    }
  }

  /** The committed offsets of the partitions in which messages wait; waits for Kafka. */
  Map<Integer, Long> behind() throws Exception {
    Await kafka = new Await("an answer of Kafka");
    while (true) {
      try {
        return behindNow();
      } catch (SidecartException e) {
        kafka.look();
      }
    }
  }

  /** The same, once messages wait: who sends has to go on sending. */
  Map<Integer, Long> awaitBehind() throws Exception {
    Await messages = new Await("messages that wait");
    Map<Integer, Long> behind = behind();
    while (behind.isEmpty()) {
      messages.look();
      behind = behind();
    }
    return behind;
  }

  private Map<Integer, Long> behindNow() {
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

  /** Waits until more is committed in each partition. */
  void awaitPast(Map<Integer, Long> offsets) throws Exception {
    Await more = new Await("more");
    while (!hasPassed(offsets)) {
      more.look();
    }
  }

  private boolean hasPassed(Map<Integer, Long> offsets) {
    return committed()
        .map(
            committed ->
                offsets.entrySet().stream()
                    .allMatch(each -> committed.getOrDefault(each.getKey(), 0L) > each.getValue()))
        .orElse(false);
  }

  /** Waits until so many offsets are committed. */
  void awaitDone(long wanted) throws Exception {
    awaitDone(wanted, () -> {});
  }

  /** The same, and does something else at each look. */
  void awaitDone(long wanted, Look more) throws Exception {
    Await done = new Await("%,d".formatted(wanted));
    while (done() < wanted) {
      done.look();
      more.look();
    }
  }

  /** What is looked at beside the stream while it is waited for. */
  interface Look {
    void look() throws Exception;
  }

  /** Looks after it for a while, and asks Kafka nothing, which may be what is away. */
  void watch(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      feed.check();
      startAgainIfEnded(lastDone);
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private void startAgainIfEnded(long now) throws Exception {
    if (stream.refusedItsOptions()) {
      throw new UsageException(
          "the stream does not take its options: %s; see %s"
              .formatted(stream.lastWords(), stream.log()));
    }
    if (!stream.handle().isAlive()) {
      OwnEnd end = new OwnEnd(now, stream.lastWords());
      ownEnds.add(end);
      out.printf("      the stream ended by itself at %,d: %s%n", now, end.words());
      Thread.sleep(BEFORE_A_START_MILLIS);
      startAgain();
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
      startAgainIfEnded(now);
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
  void awaitProgress() throws Exception {
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

  /** In the place of one that was killed. */
  void startAgain() throws IOException {
    stream.close();
    stream = start();
  }

  private StreamProcess start() throws IOException {
    return starter.start(starts++);
  }

  /**
   * Lets it go through all that the feed sends, then asks it to end.
   *
   * @return what is wrong with its end; null where nothing is
   */
  @Nullable String finish() throws Exception {
    awaitDone(feed.all());
    awaitProgress();
    StreamProcess.End end = stream.stop();
    return end.status() == 0
        ? null
        : "the stream ended with status " + end.status() + " when it was asked to stop";
  }

  @Override
  public void close() {
    stream.close();
    group.close();
  }
}
