package io.sidecart.runners.launcher.drill;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Traffic at five times the rate that the stream can take, until it has caught up. */
final class BackPressureDrill implements Drill {
  private static final int TIMES = 5;
  private static final int WARM_UP_SECONDS = 15;
  private static final int MEASURED_SECONDS = 10;

  /** What a JVM may take beside its heap. */
  private static final long BESIDE_HEAP_MB = 1_024;

  /** The lag is told every five seconds, so that not all of it need be. */
  private static final double SHARE_TOLD = 0.5;

  @Override
  public String name() {
    return "back-pressure";
  }

  @Override
  public String breaks() {
    return "five times the rate that the stream takes";
  }

  @Override
  public DrillResult run(Stage stage) throws Exception {
    double taken = Capacity.measure(stage, WARM_UP_SECONDS, MEASURED_SECONDS);
    Scene scene = Scene.of(stage, name());
    int seconds = stage.settings().seconds();
    double rate = TIMES * taken;
    stage.say("the stream takes %,.0f/s; %,.0f/s for %d s", taken, rate, seconds);
    List<String> wrong = new ArrayList<>();
    try (Feed feed = scene.feed(Math.round(rate * seconds), rate);
        SupervisedStream stream = scene.stream(feed)) {
      long began = System.nanoTime();
      feed.start();
      Most most = new Most();
      stream.awaitDone(feed.all(), () -> most.look(feed, stream));
      double recovery = (System.nanoTime() - began) / 1e9 - seconds;
      long told = ToldLag.most(Files.readAllLines(stream.process().log()));
      check(most.resident, most.lag, told, wrong);
      Tally tally = scene.finish(feed, stream, 0, wrong);
      return DrillResult.of(
          tally,
          recovery,
          List.of(
              "%,.0f/s for %d s where it takes %,.0f/s".formatted(rate, seconds, taken),
              "at most %,d MB resident; %,d messages waited, %,d were told of"
                  .formatted(most.resident, most.lag, told)),
          wrong);
    }
  }

  /** The most memory that was taken, and the most messages that waited. */
  private static final class Most {
    private long resident;
    private long lag;

    void look(Feed feed, SupervisedStream stream) throws Exception {
      resident = Math.max(resident, Vitals.of(stream.process().handle()).residentMb());
      lag = Math.max(lag, feed.acknowledged() - stream.done());
    }
  }

  private static void check(long resident, long lag, long told, List<String> wrong) {
    long bound = Capacity.heapMb() + BESIDE_HEAP_MB;
    if (resident > bound) {
      wrong.add("%,d MB resident, more than %,d MB".formatted(resident, bound));
    }
    if (told < SHARE_TOLD * lag) {
      wrong.add("a lag of %,d was told where %,d messages waited".formatted(told, lag));
    }
  }
}
