package io.sidecart.transforms.kafka;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether the leaders of a topic that was just made know that they are. One that does not know yet
 * refuses what is sent to it; and where it refuses a producer's first batch and takes the second,
 * brokers before 4.5 never take the first one (KAFKA-15591).
 */
public final class TopicLeaders {
  /** Not every broker knows of a new topic at once. */
  private static final RetryPolicy<Object> UNTIL_KNOWN =
      RetryPolicy.builder()
          .handleIf(failure -> failure.getCause() instanceof UnknownTopicOrPartitionException)
          .withMaxRetries(-1)
          .withDelay(Duration.ofMillis(50))
          .withMaxDuration(Duration.ofSeconds(20))
          .build();

  private TopicLeaders() {}

  /**
   * Returns once they do.
   *
   * @throws ExecutionException if Kafka does not answer, or knows of no such topic for 20 seconds
   */
  public static void await(Admin admin, String topic, int partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    try {
      Failsafe.with(UNTIL_KNOWN).run(() -> admin.listOffsets(asked).all().get());
    } catch (FailsafeException e) {
      if (e.getCause() instanceof ExecutionException refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof InterruptedException interrupt) {
        throw interrupt;
      }
      throw e;
    }
  }
}
