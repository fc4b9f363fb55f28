package io.sidecart.pipelines.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a job end in good order when the process is asked to (SIGTERM, Ctrl-C), with exit status 0.
 *
 * <p>The JVM would exit with 143 as soon as its hooks are done; this hook asks the job to stop,
 * waits until it is {@link #close closed}, and only then ends the process. A job that does not end
 * in time is ended with status 1.
 */
public final class StopSignal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final long PATIENCE_SECONDS = 25;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;
  private volatile boolean ended;

  private StopSignal(Runnable onRequest) {
    hook = new Thread(() -> stop(onRequest), "stop-signal");
  }

  /**
   * @param onRequest asks the job to stop; runs on a thread of its own
   */
  public static StopSignal install(Runnable onRequest) {
    StopSignal signal = new StopSignal(onRequest);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Whether the process was asked to stop. */
  public boolean requested() {
    return requested;
  }

  /** The job ended as it should, so the process may exit with 0. */
  public void ended() {
    ended = true;
  }

  private void stop(Runnable onRequest) {
    requested = true;
    LOG.info("Asked to stop");
    // A drain that hangs must not keep the process: the time runs from the request.
    Thread request = new Thread(() -> ask(onRequest), "stop-request");
    request.setDaemon(true);
    request.start();
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.error("The job did not end within {} s and is ended now", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(ended ? 0 : 1);
    }
  }

  private static void ask(Runnable onRequest) {
    try {
      onRequest.run();
    } catch (RuntimeException e) {
      LOG.warn("The request to stop failed: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The process is ending: {}", e.getMessage());
    }
    closed.countDown();
  }
}
