package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.StreamProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A second stream of the same consumer group is started by mistake, and refused; where the first
 * one is killed, the next is not.
 */
final class TwoStreamsDrill implements Drill {
  private static final int PATIENCE_SECONDS = 120;

  @Override
  public String name() {
    return "two-streams";
  }

  @Override
  public String breaks() {
    return "a second stream of the same group, then the first one killed";
  }

  @Override
  public DrillResult run(Stage stage) throws Exception {
    Scene scene = Scene.of(stage, name());
    double rate = stage.settings().rate();
    long count = stage.settings().events();
    try (Feed feed = scene.feed(Feed.ENDLESS, rate);
        SupervisedStream stream = scene.stream(feed)) {
      feed.start(stream::done, Math.max(1, count / 4));
      stream.awaitDone(count / 8);
      List<String> wrong = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      try (StreamProcess second = scene.start("second-stream")) {
        notes.add("the second one said: " + refusal(second, wrong));
      }
      if (!stream.process().handle().isAlive()) {
        wrong.add("the first one ended: " + stream.process().lastWords());
      }
      stream.awaitDone(count / 2);
      long began = System.nanoTime();
      stream.process().handle().destroyForcibly();
      stream.process().handle().onExit().join();
      Map<Integer, Long> behind = stream.behind();
      if (behind.isEmpty()) {
        wrong.add("nothing was on its way when the first one was killed");
      }
      stream.startAgain();
      stream.awaitPast(behind);
      double recovery = (System.nanoTime() - began) / 1e9;
      stage.say("killed the first one; the next had gone on %.1f s later", recovery);
      feed.end();
      Tally tally = scene.finish(feed, stream, 0, wrong);
      return DrillResult.of(tally, recovery, notes, wrong);
    }
  }

  private static String refusal(StreamProcess second, List<String> wrong) throws Exception {
    try {
      var unused = second.handle().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      wrong.add("the second stream was not refused within " + PATIENCE_SECONDS + " s");
      return "nothing";
    }
    try {
      second.checkAlive();
      throw new IllegalStateException("it has ended");
    } catch (SidecartException e) {
      if (!String.valueOf(e.getMessage()).contains("status 1:")
          || !second.lastWords().contains("another stream")) {
        wrong.add("the second stream was not refused: " + e.getMessage());
      }
    }
    return second.lastWords();
  }
}
