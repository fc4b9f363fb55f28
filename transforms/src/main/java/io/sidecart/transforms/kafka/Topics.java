package io.sidecart.transforms.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Which topics there are. */
public final class Topics implements AutoCloseable {
  private final KafkaAdmin admin;

  private Topics(KafkaAdmin admin) {
    this.admin = admin;
  }

  public static Topics open(KafkaSettings settings) {
    return new Topics(KafkaAdmin.open(settings));
  }

  public boolean exists(String topic) {
    return admin.get(admin.client().listTopics().names(), topic).contains(topic);
  }

  /**
   * Makes a topic unless there is one of that name.
   *
   * <p>Its messages are kept for ever: a replay carries old timestamps, which retention by time
   * would delete at once.
   *
   * @param partitions how many, the broker's default where it is empty
   * @return whether it was made
   */
  public boolean createIfMissing(String topic, Optional<Integer> partitions) {
    if (exists(topic)) {
      return false;
    }
    NewTopic wanted =
        new NewTopic(topic, partitions, Optional.empty())
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    admin.get(admin.client().createTopics(Set.of(wanted)).all(), topic);
    return true;
  }

  @Override
  public void close() {
    admin.close();
  }
}
