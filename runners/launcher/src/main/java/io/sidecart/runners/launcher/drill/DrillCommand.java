package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.runners.launcher.flow.EngineChoice;
import io.sidecart.runners.launcher.flow.FolderOption;
import io.sidecart.runners.launcher.flow.HeldFolder;
import io.sidecart.runners.launcher.flow.MoreOptions;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Breaks what a stream needs, or the stream itself, and shows that nothing is lost. */
@Command(
    name = "drill",
    description =
        "Breaks what a running stream needs, or the stream itself, on servers of its own, and counts"
            + " what was lost or doubled: 'list' tells the drills, 'all' runs them. Ends by itself;"
            + " exit status 0 if nothing was lost.")
public final class DrillCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(DrillCommand.class);
  private static final int LEAST_EVENTS = 100;
  private static final int MOST_EVENTS = 500_000;

  /** With fewer, a kill would find nothing on its way. */
  private static final int LEAST_BETWEEN_KILLS = 1_000;

  private static final int STEPS_BEFORE = 5;
  private static final String LIST = "list";

  private final Home home;
  private final PrintStream out;

  @Parameters(
      index = "0..*",
      arity = "0..*",
      paramLabel = "DRILL",
      description = "all, list, or names (default: list)")
  private List<String> what = new ArrayList<>();

  @Mixin private final EngineChoice engines = new EngineChoice();

  @Option(
      names = "--quick",
      description = "Shorter faults and fewer events, so that most drills take less than a minute")
  private boolean quick;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "Cart events of the drills that do not go by time (default: 200000; 6000 with --quick)")
  private @Nullable Integer events;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description =
          "How many kills of restart (default: 10; with --quick 2, on a cluster 3, one of each kind)")
  private @Nullable Integer kills;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Events to send a second while the stream runs; restart sends fewer while it is behind"
              + " (default: 1000; 400 with --quick)")
  private @Nullable Double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long back-pressure lasts (default: 120; 10 with --quick)")
  private @Nullable Integer seconds;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long soak lasts (default: 30; 1 with --quick)")
  private @Nullable Double minutes;

  @Option(
      names = "--stream",
      paramLabel = "OPTION",
      description = "An option to pass on to the stream: --stream=--batchIntervalMillis=1000")
  private List<String> more = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the data and of the moments (default: 42)")
  private long seed = 42;

  @Mixin private final FolderOption folder = new FolderOption();

  @Option(
      names = {"--out", "--summary"},
      paramLabel = "FILE",
      description = "File for the results as JSON, written after each drill")
  private @Nullable Path summary;

  public DrillCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if (what.isEmpty() || what.contains(LIST)) {
      Drills.all().forEach(each -> out.printf("%-18s %s%n", each.name(), each.breaks()));
      return 0;
    }
    List<Drill> drills = Drills.named(what);
    engines.check();
    MoreOptions.check(more, "--sparkMaster");
    DrillSettings settings = settings();
    check(drills, settings);
    List<DrillResult> results = new ArrayList<>();
    try (HeldFolder held = folder.take(home, "drill", List.of())) {
      Steps steps =
          new Steps(home.checkout().resolve("sidecart"), STEPS_BEFORE + drills.size(), out);
      try (AttachedStack stack =
          steps.run(
              "up",
              "servers of its own, from Maven artifacts",
              () ->
                  AttachedStack.start(
                      home.withState(held.path().resolve("servers")), engines.services()))) {
        Stage stage =
            new StageBuilder(home, engines, more, settings, out).build(steps, held, stack);
        for (Drill drill : drills) {
          results.add(steps.run(drill.name(), drill.breaks(), () -> run(drill, stage)));
          write(results);
        }
      }
    }
    DrillTable.print(results, out);
    List<String> failed =
        results.stream()
            .filter(result -> result.outcome() == DrillResult.Outcome.failed)
            .map(result -> result.drill() + ": " + String.join("; ", result.faults()))
            .toList();
    if (!failed.isEmpty()) {
      throw new SidecartException(String.join(". ", failed));
    }
    if (results.stream().allMatch(each -> each.outcome() == DrillResult.Outcome.skipped)) {
      throw new SidecartException("nothing was drilled: every drill was skipped");
    }
    return 0;
  }

  private void write(List<DrillResult> results) throws IOException {
    if (summary != null) {
      DrillTable.write(results, summary);
    }
  }

  /** One that breaks off is a result too: those after it are worth running. */
  private static DrillResult run(Drill drill, Stage stage) throws InterruptedException {
    long began = System.nanoTime();
    DrillResult result;
    try {
      result = drill.run(stage);
    } catch (SkippedException e) {
      result = DrillResult.without(DrillResult.Outcome.skipped, String.valueOf(e.getMessage()));
    } catch (InterruptedException | UsageException e) {
      throw e;
    } catch (Exception e) {
      LOG.warn("{} broke off", drill.name(), e);
      result = DrillResult.without(DrillResult.Outcome.failed, "it broke off: " + e);
    }
    DrillResult told =
        result.of(
            drill.name(),
            drill.breaks(stage.settings()),
            stage.engine().title(),
            (System.nanoTime() - began) / 1e9);
    stage.say("%s", told.outcome());
    told.faults().forEach(fault -> stage.say("%s", fault));
    return told;
  }

  private DrillSettings settings() {
    return new DrillSettings(
        events != null ? events : quick ? 6_000 : 200_000,
        kills != null ? kills : quick ? Math.max(2, fewestKills()) : 10,
        rate != null ? rate : quick ? 400 : 1_000,
        seconds != null ? seconds : quick ? 10 : 120,
        minutes != null ? minutes : quick ? 1 : 30,
        quick,
        seed);
  }

  private void check(List<Drill> drills, DrillSettings settings) {
    within("--events", settings.events(), LEAST_EVENTS, MOST_EVENTS);
    if (drills.stream().anyMatch(RestartDrill.class::isInstance)) {
      within("--kills", settings.kills(), fewestKills(), settings.events() / LEAST_BETWEEN_KILLS);
    }
    positive("--rate", settings.rate());
    positive("--seconds", settings.seconds());
    positive("--minutes", settings.minutes());
  }

  private int fewestKills() {
    return engines.isCluster() ? Victim.values().length : 1;
  }

  private static void within(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new UsageException(
          "%s=%d cannot be used: give %d to %d".formatted(option, value, least, most));
    }
  }

  private static void positive(String option, double value) {
    if (value <= 0) {
      throw new UsageException(option + "=" + value + " cannot be used: give more than 0");
    }
  }
}
