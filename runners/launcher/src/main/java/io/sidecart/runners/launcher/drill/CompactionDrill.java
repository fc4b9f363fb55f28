package io.sidecart.runners.launcher.drill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compactions die after each of their steps, and two run at once, while the stream writes and a
 * reader loops over the rows.
 */
final class CompactionDrill implements Drill {
  private static final int ATTEMPTS = 20;
  private static final long BETWEEN_ATTEMPTS_MILLIS = 1_000;

  @Override
  public String name() {
    return "compaction";
  }

  @Override
  public String breaks() {
    return "compactions killed after each step, two at once; stream and reader go on";
  }

  @Override
  public DrillResult run(Stage stage) throws Exception {
    Scene scene = Scene.of(stage, name());
    double rate = stage.settings().rate();
    try (Feed feed = scene.feed(Feed.ENDLESS, rate);
        SupervisedStream stream = scene.stream(feed, "--flushRows=100", "--flushInterval=1")) {
      feed.start();
      stream.awaitDone(Math.round(rate));
      return compact(stage, scene, feed, stream);
    }
  }

  private static DrillResult compact(Stage stage, Scene scene, Feed feed, SupervisedStream stream)
      throws Exception {
    List<String> notes = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (LoopingReader reader = new LoopingReader(scene.output())) {
      for (Moment moment : Moment.values()) {
        kill(stage, scene, moment, wrong);
      }
      notes.add("killed after each of %d steps".formatted(Moment.values().length));
      notes.add(twoAtOnce(scene, wrong));
      feed.end();
      Tally tally = scene.finish(feed, stream, 0, wrong);
      reader.close();
      notes.add(reader.summary());
      wrong.addAll(reader.faults());
      return DrillResult.of(tally, null, notes, wrong);
    }
  }

  /** Until there is something to compact. */
  private static void kill(Stage stage, Scene scene, Moment moment, List<String> wrong)
      throws Exception {
    Path log = stage.place().resolve("dying-compactions.log");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (DyingCompaction.run(scene.output(), moment, log) == DyingStorage.STATUS) {
        stage.say("a compaction died, its last step: %s", moment.title());
        return;
      }
      Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
    }
    wrong.add("no compaction came so far: " + moment.title());
  }

  /** One of them may be refused. */
  private static String twoAtOnce(Scene scene, List<String> wrong) throws Exception {
    try (CompactionProcess one = scene.compact();
        CompactionProcess other = scene.compact()) {
      int first = one.status();
      int second = other.status();
      if (first != 0 && second != 0) {
        wrong.add(
            "of two compactions at once both failed, with %d and %d".formatted(first, second));
      }
      if ((first != 0 && !one.wasRefused()) || (second != 0 && !other.wasRefused())) {
        wrong.add(
            "of two compactions at once one failed, with %d and %d, and was not refused"
                .formatted(first, second));
      }
      return "two at once ended with status %d and %d".formatted(first, second);
    }
  }
}
