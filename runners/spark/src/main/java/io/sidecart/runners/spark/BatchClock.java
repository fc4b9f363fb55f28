package io.sidecart.runners.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;
import org.apache.spark.util.Clock;
import org.apache.spark.util.SystemClock;

/**
 * The clock by which Spark begins micro-batches; it stands still while two are under way.
 *
 * <p>By a clock that goes on, Spark begins one in each interval, however long they take. Those that
 * come late never get less: after a standstill of two minutes the stream works off 120 of a second
 * each, reads two minutes ahead of what it writes, and stays behind where an empty one takes as
 * long as its interval. By this one the next batch waits and holds more; one is read while the one
 * before it is worked off.
 *
 * <p>Made by Spark, by name: {@code spark.streaming.clock}.
 */
public final class BatchClock implements Clock {
  /** One that is worked off, and one that is read. */
  static final int UNDER_WAY = 2;

  private final Clock system = new SystemClock();

  /** The batches that were begun and are not completed, in their order. */
  private final Deque<Long> begun = new ArrayDeque<>();

  private boolean listening;
  private long stoodStillMillis;
  private OptionalLong standsSince = OptionalLong.empty();

  @Override
  public synchronized long getTimeMillis() {
    return standsSince.orElseGet(system::getTimeMillis) - stoodStillMillis;
  }

  @Override
  public long nanoTime() {
    return system.nanoTime();
  }

  /** Called by Spark before each batch, with its time. */
  @Override
  public long waitTillTime(long batch) {
    system.waitTillTime(batch + stoodStill());
    listen();
    begin(batch);
    return getTimeMillis();
  }

  private synchronized long stoodStill() {
    return stoodStillMillis;
  }

  /** Spark makes its clock before the context that could tell of batches. */
  private void listen() {
    if (!listening && StreamingContext.getActive().isDefined()) {
      StreamingContext.getActive().get().addStreamingListener(new Completions());
      listening = true;
    }
  }

  private synchronized void begin(long batch) {
    long since = system.getTimeMillis();
    standsSince = OptionalLong.of(since);
    try {
      while (begun.size() >= UNDER_WAY) {
        wait();
      }
    } catch (InterruptedException e) {
      // Spark stops its timer, which ends before the next batch.
      Thread.currentThread().interrupt();
    }
    standsSince = OptionalLong.empty();
    stoodStillMillis += system.getTimeMillis() - since;
    if (listening) {
      begun.add(batch);
    }
  }

  private synchronized void completed(long batch) {
    begun.removeIf(time -> time <= batch);
    notifyAll();
  }

  /** Batches are completed in their order, so that one that it is not told of does no harm. */
  private final class Completions implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted event) {
      completed(event.batchInfo().batchTime().milliseconds());
    }
  }
}
