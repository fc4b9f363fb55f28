package io.sidecart.transforms.kafka;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.ProcessIdentity;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a topic for one reader of a consumer group, on whatever machine: a second one is refused.
 *
 * <p>Readers here choose their partitions themselves, so Kafka does not divide the topic between
 * two of one group: each would do all the work, and rows would stand twice. The holder is a member
 * of a group beside it, {@code <group>-reads-<topic>}, which reads nothing. A holder that was
 * killed is forgotten after {@value #SESSION_MILLIS} ms. Two that start in the same moment may both
 * be refused.
 */
public final class SoleReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SoleReader.class);

  /** The least that brokers allow by default. */
  private static final int SESSION_MILLIS = 6_000;

  private static final Duration LONGER_THAN_A_SESSION = Duration.ofMillis(SESSION_MILLIS + 4_000);
  private static final Duration JOIN = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long BETWEEN_LOOKS_MILLIS = 500;

  private final @Nullable Consumer<byte[], byte[]> member;
  private final Thread thread = new Thread(this::stay, "sole-reader");
  private volatile boolean closed;

  private SoleReader(@Nullable Consumer<byte[], byte[]> member) {
    this.member = member;
    thread.setDaemon(true);
  }

  /**
   * Waits some seconds for a holder that may be dead.
   *
   * @throws SidecartException if there is another one, and it lives; or there is no such topic
   */
  public static SoleReader take(KafkaSettings settings, String topic, String group) {
    String seat = group + "-reads-" + topic;
    try (KafkaAdmin admin = KafkaAdmin.open(settings)) {
      var unused = admin.get(admin.client().describeTopics(List.of(topic)).allTopicNames(), topic);
      awaitFree(admin, topic, group, seat);
      SoleReader reader = new SoleReader(join(settings, topic, seat));
      try {
        refuseOthers(members(admin, seat), reader.memberId(), topic, group);
      } catch (RuntimeException e) {
        reader.leave();
        throw e;
      }
      reader.thread.start();
      return reader;
    } catch (AuthorizationException e) {
      LOG.warn(
          "Whether another stream reads {} for the group {} is not known: the group {} is not"
              + " allowed to this user",
          topic,
          group,
          seat);
      return new SoleReader(null);
    }
  }

  private static void awaitFree(KafkaAdmin admin, String topic, String group, String seat) {
    long deadline = System.nanoTime() + LONGER_THAN_A_SESSION.toNanos();
    Collection<MemberDescription> members = members(admin, seat);
    while (!members.isEmpty() && System.nanoTime() < deadline) {
      sleep();
      members = members(admin, seat);
    }
    refuseOthers(members, "", topic, group);
  }

  private static void refuseOthers(
      Collection<MemberDescription> members, String own, String topic, String group) {
    members.stream()
        .filter(member -> !member.consumerId().equals(own))
        .findFirst()
        .ifPresent(
            other -> {
              throw new SidecartException(
                  "another stream (%s) reads %s for the group %s: stop it first, or give this one"
                          .formatted(other.clientId(), topic, group)
                      + " another --group and --output");
            });
  }

  private static Collection<MemberDescription> members(KafkaAdmin admin, String seat) {
    try {
      ConsumerGroupDescription found =
          admin.client().describeConsumerGroups(List.of(seat)).describedGroups().get(seat).get();
      return found.members();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("interrupted while asking Kafka for other streams", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      if (e.getCause() instanceof AuthorizationException refusal) {
        throw refusal;
      }
      throw new SidecartException(
          "Kafka does not tell the members of the group " + seat + ": " + e.getCause().getMessage(),
          e);
    }
  }

  private static Consumer<byte[], byte[]> join(KafkaSettings settings, String topic, String seat) {
    Map<String, Object> config = settings.clientConfig();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, seat);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 4);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    Consumer<byte[], byte[]> member =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      member.subscribe(List.of(topic), new ReadNothing(member));
      long deadline = System.nanoTime() + JOIN.toNanos();
      while (member.groupMetadata().generationId() < 0) {
        if (System.nanoTime() > deadline) {
          throw new SidecartException(
              "Kafka did not answer within " + JOIN.toSeconds() + " s as to who reads " + topic);
        }
        var unused = member.poll(POLL);
      }
      return member;
    } catch (RuntimeException e) {
      member.close();
      throw e;
    }
  }

  private static String clientId() {
    return "process " + ProcessHandle.current().pid() + " on " + ProcessIdentity.hostName();
  }

  private String memberId() {
    return member == null ? "" : member.groupMetadata().memberId();
  }

  /** Heartbeats come from the client itself; a poll takes the seat again where Kafka was away. */
  private void stay() {
    if (member == null) {
      return;
    }
    while (!closed) {
      try {
        var unused = member.poll(Duration.ofSeconds(1));
      } catch (WakeupException e) {
        break;
      } catch (KafkaException e) {
        LOG.debug("The seat of this stream is not known to Kafka", e);
        sleep();
      }
    }
    leave();
  }

  private void leave() {
    if (member != null) {
      member.close(Duration.ofSeconds(2));
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    if (member != null) {
      member.wakeup();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Membership is all that is wanted. */
  private record ReadNothing(Consumer<byte[], byte[]> member) implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      member.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
  }
}
