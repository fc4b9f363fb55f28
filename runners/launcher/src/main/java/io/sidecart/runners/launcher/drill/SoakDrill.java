package io.sidecart.runners.launcher.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Half of the rate that the stream takes, for long: nothing that it holds may grow. */
final class SoakDrill implements Drill {
  private static final int WARM_UP_SECONDS = 15;
  private static final int MEASURED_SECONDS = 10;
  private static final int LOOKS = 20;

  /** Beyond these, what grew is a fault. */
  private static final long HEAP_MB = 48;

  /** Pages that the JVM had before it needed them, and those of its compiler. */
  private static final long RESIDENT_MB = 256;

  private static final long FILES = 20;
  private static final long THREADS = 10;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String breaks() {
    return "nothing: half of the rate that the stream takes, for long";
  }

  @Override
  public DrillResult run(Stage stage) throws Exception {
    double rate = Capacity.measure(stage, WARM_UP_SECONDS, MEASURED_SECONDS) / 2;
    Scene scene = Scene.of(stage, name());
    double minutes = stage.settings().minutes();
    stage.say("%,.0f/s for %.1f minutes", rate, minutes);
    Duration between = Duration.ofMillis(Math.round(minutes * 60_000 / LOOKS));
    List<String> wrong = new ArrayList<>();
    List<Vitals> looks = new ArrayList<>();
    try (Feed feed = scene.feed(Feed.ENDLESS, rate);
        SupervisedStream stream = scene.stream(feed)) {
      feed.start();
      stream.awaitDone(Math.round(rate));
      for (int i = 0; i < LOOKS; i++) {
        stream.watch(between);
        Vitals look = Vitals.withHeap(stream.process().handle());
        looks.add(look);
        stage.say("%,d of %,d: %s", stream.done(), feed.sent(), look);
      }
      feed.end();
      Tally tally = scene.finish(feed, stream, 0, wrong);
      return DrillResult.of(tally, null, notes(rate, looks, wrong), wrong);
    }
  }

  private static List<String> notes(double rate, List<Vitals> looks, List<String> wrong) {
    if (looks.stream().anyMatch(look -> look.heapMb() == 0)) {
      wrong.add("the live heap could not be looked at: that takes the jcmd of a JDK");
    }
    return List.of(
        "%,.0f/s".formatted(rate),
        growth("live heap in MB", looks, Vitals::heapMb, HEAP_MB, wrong),
        growth("files", looks, Vitals::files, FILES, wrong),
        growth("threads", looks, Vitals::threads, THREADS, wrong),
        growth("resident MB", looks, Vitals::residentMb, RESIDENT_MB, wrong));
  }

  /** The median of the last quarter beside that of the second; the first one warms up. */
  private static String growth(
      String what,
      List<Vitals> looks,
      ToLongFunction<Vitals> value,
      long most,
      List<String> wrong) {
    int quarter = looks.size() / 4;
    long early = median(looks.subList(quarter, 2 * quarter), value);
    long late = median(looks.subList(looks.size() - quarter, looks.size()), value);
    if (late - early > most) {
      wrong.add("%s grew from %,d to %,d".formatted(what, early, late));
    }
    return "%s: %,d in the second quarter, %,d in the last".formatted(what, early, late);
  }

  private static long median(List<Vitals> looks, ToLongFunction<Vitals> value) {
    List<Long> sorted = looks.stream().mapToLong(value).sorted().boxed().toList();
    return sorted.get(sorted.size() / 2);
  }
}
