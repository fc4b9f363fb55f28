package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.runners.launcher.bench.BenchTable;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Each comparison on servers of its own, as often as it is wanted. */
public final class Comparisons {
  private final Home home;
  private final Path place;
  private final Sizes sizes;
  private final int runs;
  private final List<String> more;
  private final PrintStream out;

  /**
   * @param place an empty folder
   * @param quick whether sizes are small
   * @param runs how often each thing is measured, at least once
   * @param more options for Sidecart's stream
   */
  public Comparisons(
      Home home, Path place, boolean quick, int runs, List<String> more, PrintStream out) {
    this.home = home;
    this.place = place;
    this.sizes = quick ? Sizes.quick() : Sizes.full();
    this.runs = runs;
    this.more = List.copyOf(more);
    this.out = out;
  }

  /** Sidecart beside the original method and a plain loop. */
  public BenchTable versus() throws Exception {
    return measure(
        "versus",
        3 + runs * stepsOfRun(),
        (folder, steps, stack) -> {
          try (Versus versus = Versus.open(home, folder, steps, stack, sizes, more)) {
            List<List<BenchTable.Line>> all = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
              all.add(versus.run(run));
            }
            return versus.table(BenchTable.merged(all));
          }
        });
  }

  /** The original's backlogs and its rates, the loop's, Sidecart's, and its rates. */
  private int stepsOfRun() {
    int backlogs = sizes.remembering().size() * (1 + sizes.ways().size());
    return sizes.batches().size() + 1 + backlogs + sizes.paces().size();
  }

  /** Sidecart as shop and machine grow. */
  public BenchTable scale() throws Exception {
    return measure(
        "scale",
        1 + runs * sizes.cases().size(),
        (folder, steps, stack) -> {
          Scale scale = Scale.open(home, folder, steps, stack, sizes.cases(), more);
          List<List<BenchTable.Line>> all = new ArrayList<>();
          for (int run = 1; run <= runs; run++) {
            all.add(scale.run(run));
          }
          return scale.table(BenchTable.merged(all));
        });
  }

  /** Many small files. */
  public BenchTable compaction() throws Exception {
    return measure(
        "compaction",
        1 + runs * 2 * sizes.smallFiles().size(),
        (folder, steps, stack) -> {
          Compaction compaction = new Compaction(home, folder, steps, stack.endpoints());
          List<List<BenchTable.Line>> all = new ArrayList<>();
          for (int run = 1; run <= runs; run++) {
            all.add(compaction.run(run, sizes.smallFiles()));
          }
          return compaction.table(BenchTable.merged(all));
        });
  }

  private interface Subject {
    BenchTable measure(Path folder, Steps steps, AttachedStack stack) throws Exception;
  }

  private BenchTable measure(String name, int count, Subject subject) throws Exception {
    Path folder = Files.createDirectories(place.resolve(name));
    Steps steps = new Steps(home.checkout().resolve("sidecart"), count, out);
    try (AttachedStack stack =
        steps.run(
            "up",
            "a Kafka and a Cassandra",
            () -> AttachedStack.start(home.withState(folder.resolve("servers"))))) {
      return subject.measure(folder, steps, stack);
    }
  }
}
