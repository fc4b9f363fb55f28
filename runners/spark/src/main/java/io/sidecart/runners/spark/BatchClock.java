package io.sidecart.runners.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;
import org.apache.spark.util.Clock;
import org.apache.spark.util.SystemClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The clock by which Spark begins micro-batches: none while two are under way, and none for the
 * intervals that went by meanwhile.
 *
 * <p>By a common clock Spark begins one for each interval, however long they take. Those that come
 * late never get less: after a standstill of two minutes the stream works off 120 of a second each,
 * reads two minutes ahead of what it writes, and stays behind where an empty one takes as long as
 * its interval. By this one the next batch waits and holds more; one is read while the one before
 * it is worked off. The times of batches fall behind the system's; Beam's timers do not go by them.
 *
 * <p>Made by Spark, by name: {@code spark.streaming.clock}.
 */
public final class BatchClock implements Clock {
  /** One that is worked off, and one that is read. */
  static final int UNDER_WAY = 2;

  private static final Logger LOG = LoggerFactory.getLogger(BatchClock.class);

  /** Longer than it takes to read a batch with workers that have just started. */
  private static final long BETWEEN_LOOKS_MILLIS = 60_000;

  private final Clock system = new SystemClock();

  /** The batches that were begun and are not completed, in their order. */
  private final Deque<Long> begun = new ArrayDeque<>();

  private @Nullable StreamingContext context;

  /** How far the times of batches are behind the system's; only the timer of batches touches it. */
  private long behindMillis;

  @Override
  public long getTimeMillis() {
    return system.getTimeMillis();
  }

  @Override
  public long nanoTime() {
    return system.nanoTime();
  }

  /** Called by Spark's timer before each batch, with its time. */
  @Override
  public long waitTillTime(long batch) {
    system.waitTillTime(batch + behindMillis);
    if (context == null) {
      listen();
    }
    if (context != null) {
      try {
        begin(batch, context);
      } catch (InterruptedException e) {
        // Spark stops its timer, which knows this exception and cannot declare it.
        throw BatchClock.<RuntimeException>undeclared(e);
      }
    }
    long now = system.getTimeMillis();
    behindMillis = Math.max(behindMillis, now - batch);
    return now;
  }

  /** Spark makes its clock before the context that could tell of batches. */
  private void listen() {
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isDefined()) {
      active.get().addStreamingListener(new Completions());
      context = active.get();
    }
  }

  private synchronized void begin(long batch, StreamingContext streaming)
      throws InterruptedException {
    while (begun.size() >= UNDER_WAY) {
      wait(BETWEEN_LOOKS_MILLIS);
      // Spark drops what it would tell of under much load, and a thread that died tells nothing.
      if (begun.size() >= UNDER_WAY && streaming.scheduler().getPendingTimes().isEmpty()) {
        LOG.warn("Spark does not tell what became of the micro-batches {}; going on", begun);
        begun.clear();
      }
    }
    begun.add(batch);
  }

  private synchronized void completed(long batch) {
    begun.removeIf(time -> time <= batch);
    notifyAll();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T undeclared(Throwable failure) throws T {
    throw (T) failure;
  }

  /** Batches are completed in their order, so that one that it is not told of does no harm. */
  private final class Completions implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted event) {
      completed(event.batchInfo().batchTime().milliseconds());
    }
  }
}
