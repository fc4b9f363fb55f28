package io.sidecart.runners.launcher.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kills a stream, or a part of it, again and again, until it has gone through all that it gets. */
final class RestartDrill implements Drill {
  private static final int MOST_DELAY_MILLIS = 1_500;

  @Override
  public String name() {
    return "restart";
  }

  @Override
  public String breaks() {
    return "the stream killed; on a cluster driver, executor, worker";
  }

  /** Kills so many times, spread over the events, lets the stream come to the end and stops it. */
  @Override
  public DrillResult run(Stage stage) throws Exception {
    Random random = new Random(stage.settings().seed());
    int times = stage.settings().kills();
    long count = stage.settings().events();
    Scene scene = Scene.of(stage, name());
    // A kill in each of so many parts but the last; what waits at most is too little for two.
    long part = count / (times + 1);
    List<Kill> kills = new ArrayList<>();
    // A stall is told sooner than a shop would want it, as nothing here makes the sinks wait.
    try (Feed feed = scene.feed(count, stage.settings().rate());
        SupervisedStream stream = scene.stream(feed, "--patience=60", "--stallTimeout=60")) {
      Victims victims = new Victims(stage.servers(), stage.cluster(), random);
      feed.start(stream::done, Math.max(1, part / 2));
      List<Victim> drawn = victims.draw(times);
      for (int i = 0; i < times; i++) {
        stream.awaitDone(i * part + random.nextLong(part / 2 + 1));
        Thread.sleep(random.nextInt(MOST_DELAY_MILLIS));
        Kill kill = kill(drawn.get(i), victims, stream, feed);
        kills.add(kill);
        stage.say("%s", kill);
      }
      List<String> wrong = new ArrayList<>();
      Tally tally = scene.finishEvenIfEnded(feed, stream, 0, wrong);
      wrong.addAll(faults(stage.cluster(), kills, stream.ownEnds(), count));
      return DrillResult.of(tally, median(kills), notes(kills, stream.ownEnds()), wrong);
    }
  }

  private static Kill kill(Victim victim, Victims victims, SupervisedStream stream, Feed feed)
      throws Exception {
    int before = stream.starts();
    long began = System.nanoTime();
    victims.kill(victim, stream.process());
    // Read now: what was committed until its end is nothing that it recovered.
    Map<Integer, Long> behind = stream.behind();
    long done = stream.done();
    long waiting = feed.sent() - done;
    if (!stream.process().handle().isAlive()) {
      stream.startAgain();
    }
    stream.awaitPast(behind);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Kill(victim, done, waiting, stream.starts() > before, seconds);
  }

  private static List<String> faults(
      boolean cluster, List<Kill> kills, List<OwnEnd> ownEnds, long count) {
    List<String> faults = new ArrayList<>();
    for (OwnEnd end : ownEnds) {
      if (!cluster || !end.isStall()) {
        faults.add("the stream ended by itself: " + end.words());
      }
    }
    for (Kill kill : kills) {
      if (kill.waiting() <= 0 || kill.done() >= count) {
        faults.add("nothing was on its way when the %s was killed".formatted(kill.victim()));
      }
    }
    for (Victim victim : cluster ? Victim.values() : new Victim[] {Victim.driver}) {
      if (!kills.isEmpty() && times(victim, kills) == 0) {
        faults.add("no " + victim + " was killed");
      }
    }
    return faults;
  }

  private static List<String> notes(List<Kill> kills, List<OwnEnd> ownEnds) {
    String victims =
        Stream.of(Victim.values())
            .filter(victim -> times(victim, kills) > 0)
            .map(victim -> victim + " " + times(victim, kills))
            .collect(Collectors.joining(", "));
    return List.of(
        "killed %d times (%s), ended by itself %d times"
            .formatted(kills.size(), victims, ownEnds.size()),
        "on again after %.1f s at the median, %.1f s at most"
            .formatted(
                median(kills), kills.stream().mapToDouble(Kill::recoverySeconds).max().orElse(0)));
  }

  private static long times(Victim victim, List<Kill> kills) {
    return kills.stream().filter(kill -> kill.victim() == victim).count();
  }

  private static double median(List<Kill> kills) {
    double[] seconds = kills.stream().mapToDouble(Kill::recoverySeconds).sorted().toArray();
    int middle = seconds.length / 2;
    return seconds.length == 0 ? 0 : (seconds[middle] + seconds[(seconds.length - 1) / 2]) / 2;
  }
}
