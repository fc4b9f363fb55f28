package io.sidecart.runners.launcher;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.kafka.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the jobs' defaults, on the local broker. */
final class LocalTopics {
  private static final String EVENTS = "cart-events";
  private static final String DEAD_LETTERS = "cart-events-dead-letters";

  static final List<String> NAMES = List.of(EVENTS, DEAD_LETTERS, "recommendations");

  private LocalTopics() {}

  /** Creates those that are missing; one that exists keeps its partitions. */
  static void create(String bootstrapServers, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> topics =
          NAMES.stream()
              .map(name -> new NewTopic(name, partitions, (short) 1).configs(config(name)))
              .toList();
      for (var created : admin.createTopics(topics).values().values()) {
        awaitUnlessExists(created);
      }
    }
  }

  private static Map<String, String> config(String topic) {
    return switch (topic) {
      // Replayed events carry old timestamps, which retention by time would delete at once.
      case EVENTS -> Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
      // A dead letter is the whole message, and its headers come on top.
      case DEAD_LETTERS ->
          Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(Topics.LARGE_MESSAGE_BYTES));
      default -> Map.of();
    };
  }

  private static void awaitUnlessExists(java.util.concurrent.Future<Void> created) {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new SidecartException(
            "The topics cannot be created: " + e.getCause().getMessage(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("Interrupted while topics were created", e);
    }
  }
}
