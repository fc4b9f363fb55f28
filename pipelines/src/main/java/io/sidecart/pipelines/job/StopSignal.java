package io.sidecart.pipelines.job;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Lets a job end in good order when the process is asked to (SIGTERM, Ctrl-C), with exit status 0.
 *
 * <p>The signals themselves are taken, not the JVM's shutdown: that would run the hooks of Spark
 * and of others at the same time, which tear down what is still to be drained.
 *
 * <p>A drain that takes too long is ended with the process, and with status 0 all the same: what is
 * committed is in every sink, what is not is read again by the next start, and no reader sees a
 * part of a file. A job that promises more must not use this.
 */
public final class StopSignal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final List<String> SIGNALS = List.of("TERM", "INT");

  /** With the time for the last words, less than the 30 s that operators usually give. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /** The two things to do about a request. */
  interface Handler {
    /** Asks the job to stop; may take long. */
    void drain();

    /** The last words of a job that has not stopped in time. */
    void giveUp();
  }

  private final Handler handler;
  private final Duration patience;
  private final Runnable halt;
  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile boolean requested;

  StopSignal(Handler handler, Duration patience, Runnable halt) {
    this.handler = handler;
    this.patience = patience;
    this.halt = halt;
  }

  static StopSignal install(Handler handler) {
    StopSignal stop = new StopSignal(handler, PATIENCE, () -> Runtime.getRuntime().halt(0));
    stop.install();
    return stop;
  }

  void install() {
    for (String name : SIGNALS) {
      Signal signal = new Signal(name);
      before.put(signal, Signal.handle(signal, ignored -> request()));
    }
  }

  /** Whether the process was asked to stop. */
  boolean requested() {
    return requested;
  }

  /** Waits until the job has done what it was asked; the watchdog sees to it that this ends. */
  void awaitDrained() {
    try {
      drained.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void request() {
    if (requested) {
      return;
    }
    requested = true;
    LOG.info("Asked to stop");
    start("stop-watchdog", this::watch);
    start("stop-request", this::drain);
  }

  private void drain() {
    try {
      handler.drain();
    } catch (RuntimeException e) {
      LOG.warn("The request to stop failed: {}", e.getMessage());
    } finally {
      drained.countDown();
    }
  }

  /** The time runs from the request, whatever hangs. */
  private void watch() {
    try {
      if (closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      LOG.warn(
          "Not drained within {} s and ended now: the next start reads again what was on its way",
          patience.toSeconds());
      Thread lastWords = start("stop-last-words", handler::giveUp);
      lastWords.join(LAST_WORDS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    halt.run();
  }

  private static Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    before.forEach(Signal::handle);
    closed.countDown();
  }
}
