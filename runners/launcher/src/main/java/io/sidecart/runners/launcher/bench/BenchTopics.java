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
    NewTopic in = events(EVENTS, partitions);
    NewTopic out =
        new NewTopic(RECOMMENDATIONS, Optional.of(partitions), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime"));
    create(kafka, partitions, List.of(in, out));
  }

  /** Makes one more topic of events, which keeps all of them. */
  public static void create(KafkaSettings kafka, String events, int partitions)
      throws InterruptedException {
    create(kafka, partitions, List.of(events(events, partitions)));
  }

  private static NewTopic events(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
  }

  private static void create(KafkaSettings kafka, int partitions, List<NewTopic> topics)
      throws InterruptedException {
    try (Admin admin = Admin.create(kafka.clientConfig())) {
      admin.createTopics(topics).all().get();
      for (NewTopic topic : topics) {
        TopicLeaders.await(admin, topic.name(), partitions);
      }
    } catch (ExecutionException e) {
      throw new SidecartException("the topics cannot be made: " + e.getCause().getMessage(), e);
    }
  }
}
