package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.runners.launcher.bench.BenchTable;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import java.io.IOException;
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
  private final SoFar soFar;
  private final PrintStream out;

  /**
   * Hears of a subject after each of its runs, so that a long bench that fails leaves what it has.
   */
  public interface SoFar {
    void tell(BenchTable table) throws IOException;
  }

  /**
   * @param place an empty folder
   * @param quick whether sizes are small
   * @param runs how often each thing is measured, at least once
   * @param more options for Sidecart's stream
   */
  public Comparisons(
      Home home,
      Path place,
      boolean quick,
      int runs,
      List<String> more,
      SoFar soFar,
      PrintStream out) {
    this.home = home;
    this.place = place;
    this.sizes = quick ? Sizes.quick() : Sizes.full();
    this.runs = runs;
    this.more = List.copyOf(more);
    this.soFar = soFar;
    this.out = out;
  }

  /** Sidecart beside the original method and a plain loop. */
  public void versus() throws Exception {
    versus("versus", sizes);
  }

  /** The part of it that offers rates. */
  public void rates() throws Exception {
    versus("rates", sizes.ofRates());
  }

  /** The part of it that has the plain loop, on a longer backlog. */
  public void limit() throws Exception {
    versus("limit", sizes.ofLimit());
  }

  private void versus(String name, Sizes part) throws Exception {
    measure(
        name,
        (part.backlog() > 0 ? 3 : 2) + runs * part.steps(),
        (folder, steps, stack) -> Versus.open(home, folder, steps, stack, part, more));
  }

  /** Sidecart as shop and machine grow. */
  public void scale() throws Exception {
    measure(
        "scale",
        1 + runs * sizes.cases().size(),
        (folder, steps, stack) -> Scale.open(home, folder, steps, stack, sizes.cases(), more));
  }

  /** Many small files. */
  public void compaction() throws Exception {
    measure(
        "compaction",
        1 + runs * 2 * sizes.smallFiles().size(),
        (folder, steps, stack) ->
            new Compaction(home, folder, steps, stack.endpoints(), sizes.smallFiles()));
  }

  private interface Opening {
    Comparison open(Path folder, Steps steps, AttachedStack stack) throws Exception;
  }

  private void measure(String name, int count, Opening opening) throws Exception {
    Path folder = Files.createDirectories(place.resolve(name));
    Steps steps = new Steps(home.checkout().resolve("sidecart"), count, out);
    try (AttachedStack stack =
            steps.run(
                "up",
                "a Kafka and a Cassandra",
                () -> AttachedStack.start(home.withState(folder.resolve("servers"))));
        Comparison comparison = opening.open(folder, steps, stack)) {
      List<List<BenchTable.Line>> all = new ArrayList<>();
      for (int run = 1; run <= runs; run++) {
        all.add(comparison.run(run));
        BenchTable table = comparison.table(BenchTable.merged(all));
        soFar.tell(run == runs ? table : table.noting("Of %d runs %d.".formatted(runs, run)));
      }
    }
  }
}
