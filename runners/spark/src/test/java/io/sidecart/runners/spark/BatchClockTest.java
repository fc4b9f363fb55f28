package io.sidecart.runners.spark;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When Spark begins micro-batches, where some take longer than their interval. */
@Timeout(60)
class BatchClockTest {
  private static final long INTERVAL_MILLIS = 50;
  private static final long LONG_MILLIS = 10 * INTERVAL_MILLIS;

  private final JavaStreamingContext streaming =
      new JavaStreamingContext(
          new SparkConf()
              .setMaster("local[1]")
              .setAppName("BatchClockTest")
              .set(PaceBatches.CLOCK, BatchClock.class.getName()),
          Durations.milliseconds(INTERVAL_MILLIS));

  /** When each batch was done, in milliseconds. */
  private final List<Long> done = new CopyOnWriteArrayList<>();

  @AfterEach
  void stopSpark() {
    streaming.stop(true, false);
  }

  @Test
  void oneBatchWaitsAtMostWhileAnotherIsWorkedOff() throws InterruptedException {
    List<Integer> underWay = new CopyOnWriteArrayList<>();

    run(
        3,
        batch -> {
          takeLong();
          underWay.add(underWay());
        });

    assertThat(underWay).allMatch(count -> count <= BatchClock.UNDER_WAY).contains(2);
  }

  @Test
  void intervalsThatWereMissedAreNotMadeUpFor() throws InterruptedException {
    run(
        6,
        batch -> {
          if (batch == 0) {
            takeLong();
          }
        });

    // Then: the second waited, and those behind it come an interval one after the other
    assertThat(done.get(5) - done.get(1)).isGreaterThan(2 * INTERVAL_MILLIS);
  }

  @Test
  void aBatchThatFailsHoldsNoOtherBack() throws InterruptedException {
    run(
        4,
        batch -> {
          if (batch == 1) {
            throw new IllegalStateException("the second batch fails");
          }
        });

    assertThat(done).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamIsStoppedWhileTheClockStands(boolean gracefully) throws InterruptedException {
    run(
        1,
        batch -> {
          if (batch > 0) {
            takeLong();
          }
        });
    while (underWay() < BatchClock.UNDER_WAY) {
      Thread.onSpinWait();
    }

    streaming.stop(true, gracefully);

    assertThat(streaming.getState().name()).isEqualTo("STOPPED");
  }

  private interface Work {
    void on(int batch) throws InterruptedException;
  }

  /** Returns when so many batches were worked off. */
  private void run(int batches, Work work) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(batches);
    streaming
        .queueStream(new ArrayDeque<>())
        .foreachRDD(
            empty -> {
              try {
                work.on(done.size());
              } finally {
                done.add(System.nanoTime() / 1_000_000);
                latch.countDown();
              }
            });
    streaming.start();
    latch.await();
  }

  private int underWay() {
    return streaming.ssc().scheduler().getPendingTimes().size();
  }

  private static void takeLong() throws InterruptedException {
    var unused = new CountDownLatch(1).await(LONG_MILLIS, MILLISECONDS);
  }
}
