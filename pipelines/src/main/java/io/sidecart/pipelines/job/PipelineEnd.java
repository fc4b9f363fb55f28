package io.sidecart.pipelines.job;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineResult.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the end of a pipeline, whichever comes first: its runner's word, a failure that the
 * runner keeps to itself, or the word of the one who looks on.
 *
 * <p>SparkRunner works off all waiting micro-batches before it hands on the failure of one, which
 * may take long; its state tells of the failure at once.
 */
final class PipelineEnd {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineEnd.class);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** How long a runner that failed may take to say why of its own accord. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final PipelineResult result;
  private final StopSignal stop;
  private final PipelineWatch watch;
  private final CompletableFuture<State> end = new CompletableFuture<>();

  PipelineEnd(PipelineResult result, StopSignal stop, PipelineWatch watch) {
    this.result = result;
    this.stop = stop;
    this.watch = watch;
  }

  /**
   * The state at the end.
   *
   * @throws RuntimeException what ended the pipeline, unless it was asked to stop
   */
  State await() {
    daemon(() -> end.complete(result.waitUntilFinish()), "pipeline-end").start();
    ScheduledExecutorService reports =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "progress"));
    long millis = BETWEEN_REPORTS.toMillis();
    var unused = reports.scheduleWithFixedDelay(this::report, millis, millis, MILLISECONDS);
    try {
      return firstEnd();
    } catch (RuntimeException e) {
      // A bundle that is broken off by the stop is repeated by the next start.
      if (stop.requested()) {
        return State.CANCELLED;
      }
      throw e;
    } finally {
      reports.shutdownNow();
    }
  }

  private State firstEnd() {
    long failedAt = 0;
    while (true) {
      try {
        return end.get(BETWEEN_LOOKS.toMillis(), MILLISECONDS);
      } catch (TimeoutException e) {
        if (result.getState() == State.FAILED) {
          failedAt = failedAt == 0 ? System.nanoTime() : failedAt;
          if (System.nanoTime() - failedAt > AFTER_FAILURE.toNanos()) {
            // Asked a second time, it tells without stopping first.
            return result.waitUntilFinish(org.joda.time.Duration.millis(1));
          }
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SidecartException("interrupted while the pipeline ran", e);
      }
    }
  }

  private void report() {
    try {
      watch.progress(result);
    } catch (SidecartException e) {
      end.completeExceptionally(e);
    } catch (RuntimeException e) {
      LOG.warn("How it goes is not known: {}", e.getMessage());
    }
  }

  private Thread daemon(Runnable task, String name) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Throwable e) { // Scala throws what Java would have to declare
                end.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    return thread;
  }
}
