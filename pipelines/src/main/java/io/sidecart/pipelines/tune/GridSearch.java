package io.sidecart.pipelines.tune;

import io.sidecart.model.SidecartException;
import io.sidecart.model.evaluate.Measure;
import io.sidecart.model.evaluate.Segment;
import io.sidecart.model.manifest.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tries all parameters of a grid, several at once, and keeps each trial as soon as it is finished.
 *
 * @param store of the finished trials
 * @param segment and precision in it decide which trial is best
 * @param parallel how many at once
 * @param progress is told a line for each trial
 */
record GridSearch(TrialStore store, Segment segment, int parallel, Consumer<String> progress) {

  /**
   * Runs the trials that are not finished yet.
   *
   * @param scorer what parameters score in each window
   * @return all of the grid, the best first; of equally good ones the one that stands first in the
   *     grid
   * @throws SidecartException the first failure of a trial; the trials that are finished are kept
   */
  List<Trial> run(
      List<Manifest.Parameters> grid, Function<Manifest.Parameters, List<Trial.Window>> scorer)
      throws IOException {
    List<Trial> finished = new ArrayList<>();
    List<Manifest.Parameters> open = new ArrayList<>();
    for (Manifest.Parameters parameters : grid) {
      Optional<Trial> known = store.find(parameters);
      known.ifPresentOrElse(finished::add, () -> open.add(parameters));
    }
    if (!finished.isEmpty()) {
      progress.accept(
          "%d of %d trials are in %s already"
              .formatted(finished.size(), grid.size(), store.folder()));
    }
    runOpen(open, grid.size(), finished, scorer);
    finished.sort(
        Comparator.comparingDouble(this::score)
            .reversed()
            .thenComparing(trial -> grid.indexOf(trial.parameters())));
    return finished;
  }

  double score(Trial trial) {
    return trial.mean(segment, Measure.PRECISION);
  }

  private void runOpen(
      List<Manifest.Parameters> open,
      int all,
      List<Trial> finished,
      Function<Manifest.Parameters, List<Trial.Window>> scorer)
      throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      CompletionService<Trial> trials = new ExecutorCompletionService<>(threads);
      open.forEach(parameters -> trials.submit(() -> run(parameters, scorer)));
      for (int i = 0; i < open.size(); i++) {
        Trial trial = trials.take().get();
        finished.add(trial);
        progress.accept(
            "%d of %d: %s precision %.4f, %.1f s"
                .formatted(
                    finished.size(), all, text(trial.parameters()), score(trial), trial.seconds()));
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("the search was interrupted; start it again to go on", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Trial run(
      Manifest.Parameters parameters, Function<Manifest.Parameters, List<Trial.Window>> scorer)
      throws IOException {
    long start = System.nanoTime();
    List<Trial.Window> windows = scorer.apply(parameters);
    Trial trial = new Trial(parameters, windows, (System.nanoTime() - start) / 1e9);
    store.save(trial);
    return trial;
  }

  private static RuntimeException unwrapped(ExecutionException e) throws IOException {
    if (e.getCause() instanceof IOException io) {
      throw io;
    }
    if (e.getCause() instanceof RuntimeException failure) {
      return failure;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e.getCause());
  }

  static String text(Manifest.Parameters parameters) {
    return "rank %d, regParam %s, alpha %s"
        .formatted(parameters.rank(), parameters.regParam(), parameters.alpha());
  }
}
