package io.sidecart.runners.launcher.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The producers' clocks go backwards: each message is a second older than the one before it, and
 * some come from a clock that is most of an hour ahead.
 */
final class ClockDrill implements Drill {
  private static final long BACK_MILLIS = Duration.ofSeconds(1).toMillis();

  /** Brokers take no message that is more than an hour ahead of them. */
  private static final long AHEAD_MILLIS = Duration.ofMinutes(50).toMillis();

  private static final int EACH_AHEAD = 50;

  @Override
  public String name() {
    return "clock-backwards";
  }

  @Override
  public String breaks() {
    return "event times that go backwards, some 50 minutes ahead";
  }

  @Override
  public DrillResult run(Stage stage) throws Exception {
    Scene scene = Scene.of(stage, name());
    long now = System.currentTimeMillis();
    try (Feed feed =
            scene.feed(
                stage.settings().events(),
                stage.settings().rate(),
                number -> event(stage, number, now));
        SupervisedStream stream = scene.stream(feed)) {
      feed.start();
      List<String> wrong = new ArrayList<>();
      Tally tally = scene.finish(feed, stream, 0, wrong);
      return DrillResult.of(
          tally,
          null,
          List.of(
              "%,d users are served by the event that is the latest by its time"
                  .formatted(tally.after().cassandraUsers())),
          wrong);
    }
  }

  private static Feed.Event event(Stage stage, long number, long now) {
    Feed.Event event = stage.event(number);
    long time = number % EACH_AHEAD == 0 ? now + AHEAD_MILLIS : now - number * BACK_MILLIS;
    return new Feed.Event(event.partition(), event.key(), event.value(), time);
  }
}
