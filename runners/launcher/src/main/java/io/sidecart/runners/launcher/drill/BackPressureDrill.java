package io.sidecart.runners.launcher.drill;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
    double most = Capacity.measure(stage, WARM_UP_SECONDS, MEASURED_SECONDS);
    Scene scene = Scene.of(stage, name());
    int seconds = stage.settings().seconds();
    double rate = TIMES * most;
    stage.say("the stream takes %,.0f/s; %,.0f/s for %d s", most, rate, seconds);
    List<String> wrong = new ArrayList<>();
    try (Feed feed = scene.feed(Math.round(rate * seconds), rate);
        SupervisedStream stream = scene.stream(feed)) {
      long began = System.nanoTime();
      feed.start();
      long resident = 0;
      long lag = 0;
      while (stream.done() < feed.all() && stream.process().handle().isAlive()) {
        resident = Math.max(resident, Vitals.of(stream.process().handle()).residentMb());
        lag = Math.max(lag, feed.acknowledged() - stream.done());
        feed.check();
        TimeUnit.MILLISECONDS.sleep(500);
      }
      double recovery = (System.nanoTime() - began) / 1e9 - seconds;
      long told = ToldLag.most(Files.readAllLines(stream.process().log()));
      check(resident, lag, told, wrong);
      Tally tally = scene.finish(feed, stream, 0, wrong);
      return DrillResult.of(
          tally,
          recovery,
          List.of(
              "%,.0f/s for %d s where it takes %,.0f/s".formatted(rate, seconds, most),
              "at most %,d MB resident; %,d messages waited, %,d were told of"
                  .formatted(resident, lag, told)),
          wrong);
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
