package io.sidecart.runners.launcher.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something fails in the middle of live traffic, stays so for a while, and is well again.
 *
 * @param seconds how long it lasts
 * @param quickSeconds the same where the drill is to be quick
 * @param mayEnd whether the stream may end by itself, to be started again by its supervisor
 */
record OutageDrill(
    String name, String breaks, int seconds, int quickSeconds, boolean mayEnd, Fault.Factory faults)
    implements Drill {
  /** In a shorter time, much of what is committed was on its way before. */
  private static final int LEAST_SECONDS = 10;

  @Override
  public String breaks(DrillSettings settings) {
    return "%s for %d s".formatted(breaks, settings.seconds(seconds, quickSeconds));
  }

  @Override
  public DrillResult run(Stage stage) throws Exception {
    int hold = stage.settings().seconds(seconds, quickSeconds);
    double rate = stage.settings().rate();
    try (Fault fault = faults.prepare(stage)) {
      Scene scene = fault.scene(stage, name);
      try (Feed feed = scene.feed(Feed.ENDLESS, rate);
          SupervisedStream stream = scene.stream(feed)) {
        feed.start();
        stream.awaitDone(Math.round(rate));
        long before = stream.done();
        long sentBefore = feed.acknowledged();
        stage.say("%s at %,d, for %d s", breaks, before, hold);
        fault.strike();
        stream.watch(Duration.ofSeconds(hold));
        fault.mend();
        long mended = System.nanoTime();
        long done = stream.done();
        long during = done - before;
        stream.awaitPast(stream.awaitBehind());
        double recovery = (System.nanoTime() - mended) / 1e9;
        stage.say("well again; the stream had gone on %.1f s later", recovery);
        feed.end();
        List<String> wrong = new ArrayList<>();
        Tally tally = scene.finishEvenIfEnded(feed, stream, 0, wrong);
        // What was sent before may be in the sinks already.
        long late = done - sentBefore;
        if (fault.stopsTheStream() && hold >= LEAST_SECONDS && late > hold * rate / 2) {
          wrong.add(
              "%,d that were sent meanwhile were committed: nothing was broken".formatted(late));
        }
        List<String> notes = new ArrayList<>();
        notes.add("%,d were committed while it lasted".formatted(during));
        (mayEnd ? notes : wrong).addAll(stream.ownEndsTold());
        return DrillResult.of(tally, recovery, notes, wrong);
      }
    }
  }
}
