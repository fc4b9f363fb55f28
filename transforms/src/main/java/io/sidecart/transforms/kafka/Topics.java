package io.sidecart.transforms.kafka;

import io.sidecart.model.SidecartException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which topics there are. */
public final class Topics implements AutoCloseable {
  /** As large as a message of ours gets: 32 MiB, with its key and headers. */
  public static final int LARGE_MESSAGE_BYTES = 32 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

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
   * <p>The broker decides how long its messages are kept: they are to carry present timestamps, as
   * retention by time would delete others at once.
   *
   * @param partitions how many, the broker's default where it is empty
   * @return whether it was made
   */
  public boolean createIfMissing(String topic, Optional<Integer> partitions) {
    return create(topic, partitions, Map.of());
  }

  /**
   * The same, for messages of up to {@value #LARGE_MESSAGE_BYTES} bytes whatever the broker's
   * default: a dead letter is as large as the message that it tells of, and its headers come on
   * top.
   */
  public boolean createForLargeMessagesIfMissing(String topic) {
    return createForLargeMessages(topic, Optional.empty());
  }

  /** The same with so many partitions. */
  public boolean createForLargeMessagesIfMissing(String topic, int partitions) {
    return createForLargeMessages(topic, Optional.of(partitions));
  }

  private boolean createForLargeMessages(String topic, Optional<Integer> partitions) {
    return create(
        topic,
        partitions,
        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGE_MESSAGE_BYTES)));
  }

  private boolean create(String topic, Optional<Integer> partitions, Map<String, String> config) {
    if (exists(topic)) {
      return false;
    }
    NewTopic wanted = new NewTopic(topic, partitions, Optional.empty()).configs(config);
    CreateTopicsResult made = admin.client().createTopics(Set.of(wanted));
    try {
      admin.get(made.all(), topic);
    } catch (SidecartException e) {
      if (isThereAlready(e)) {
        return false;
      }
      throw e;
    }
    partitions
        .or(() -> partitions(made, topic))
        .ifPresent(
            count ->
                admin.ask(
                    () -> {
                      TopicLeaders.await(admin.client(), topic, count);
                      return count;
                    },
                    topic));
    return true;
  }

  /**
   * Another process made it at the same moment, or an answer was lost and the client asked again.
   */
  private static boolean isThereAlready(SidecartException failure) {
    return failure.getCause() != null
        && failure.getCause().getCause() instanceof TopicExistsException;
  }

  /** Empty where the user may make a topic and not read its settings, which the answer is among. */
  private Optional<Integer> partitions(CreateTopicsResult made, String topic) {
    try {
      return Optional.of(admin.get(made.numPartitions(topic), topic));
    } catch (SidecartException e) {
      LOG.debug("How many partitions {} was given is not known", topic, e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
