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

/** How many micro-batches Spark begins while each takes longer than its interval. */
@Timeout(60)
class BatchClockTest {
  private static final long INTERVAL_MILLIS = 20;
  private static final int BATCHES = 10;

  private final JavaStreamingContext streaming =
      new JavaStreamingContext(
          new SparkConf()
              .setMaster("local[1]")
              .setAppName("BatchClockTest")
              .set(PaceBatches.CLOCK, BatchClock.class.getName()),
          Durations.milliseconds(INTERVAL_MILLIS));

  @AfterEach
  void stopSpark() {
    streaming.stop(true, false);
  }

  @Test
  void oneBatchWaitsAtMostWhileAnotherIsWorkedOff() throws InterruptedException {
    // Given
    List<Integer> underWay = new CopyOnWriteArrayList<>();
    CountDownLatch batches = new CountDownLatch(BATCHES);
    CountDownLatch never = new CountDownLatch(1);
    streaming
        .queueStream(new ArrayDeque<>())
        .foreachRDD(
            empty -> {
              var unused = never.await(10 * INTERVAL_MILLIS, MILLISECONDS);
              underWay.add(streaming.ssc().scheduler().getPendingTimes().size());
              batches.countDown();
            });

    // When
    streaming.start();
    batches.await();

    // Then
    assertThat(underWay).allMatch(count -> count <= BatchClock.UNDER_WAY).contains(2);
  }
}
