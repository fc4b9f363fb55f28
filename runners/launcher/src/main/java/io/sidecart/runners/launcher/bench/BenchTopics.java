package io.sidecart.runners.launcher.bench;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.TopicLeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of a bench, on an empty Kafka. */
public final class BenchTopics {
  public static final String EVENTS = "cart-events";
  public static final String RECOMMENDATIONS = "recommendations";
  public static final String GROUP = "sidecart-stream";

  private BenchTopics() {}

  /**
   * Kafka itself stamps what comes out, so that a latency needs no reader while the stream runs.
   */
  public static void create(KafkaSettings kafka, int partitions) throws InterruptedException {
    NewTopic in =
        new NewTopic(EVENTS, Optional.of(partitions), Optional.empty())
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    NewTopic out =
        new NewTopic(RECOMMENDATIONS, Optional.of(partitions), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime"));
    try (Admin admin = Admin.create(kafka.clientConfig())) {
      admin.createTopics(List.of(in, out)).all().get();
      TopicLeaders.await(admin, EVENTS, partitions);
      TopicLeaders.await(admin, RECOMMENDATIONS, partitions);
    } catch (ExecutionException e) {
      throw new SidecartException("the topics cannot be made: " + e.getCause().getMessage(), e);
    }
  }
}
