package io.sidecart.pipelines.split;

import io.sidecart.model.EventTime;
import io.sidecart.model.SidecartException;
import io.sidecart.model.split.LiveEvent;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events in order. What stands in a partition is always a beginning of what is meant for it,
 * without gaps, whatever fails: so a replay can be resumed by the number of messages there.
 */
final class EventSender implements AutoCloseable {
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
  private static final int DELIVERY_TIMEOUT_MILLIS = 25_000;

  private final KafkaSettings settings;
  private final String topic;
  private final Partitions partitions;
  private final boolean usesPurchaseTime;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicLong acknowledged = new AtomicLong();

  /**
   * @param usesPurchaseTime whether a message carries the time of its purchase, where it has one
   */
  EventSender(
      KafkaSettings settings, String topic, Partitions partitions, boolean usesPurchaseTime) {
    this.settings = settings;
    this.topic = topic;
    this.partitions = partitions;
    this.usesPurchaseTime = usesPurchaseTime;
    try {
      producer = new KafkaProducer<>(config(settings));
    } catch (KafkaException e) {
      throw ReplayTopic.unreachable(settings, e);
    }
  }

  private static Map<String, Object> config(KafkaSettings settings) {
    Map<String, Object> config = settings.clientConfig();
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 16);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    return config;
  }

  /**
   * Hands an event to Kafka's client, which sends it soon.
   *
   * @throws SidecartException if this or an earlier event was not taken
   */
  void send(LiveEvent event) {
    check();
    long time = event.key().millis();
    // Brokers refuse times that are more than an hour ahead.
    long now = System.currentTimeMillis();
    boolean hasTime = usesPurchaseTime && EventTime.isBelievable(time, now) && time <= now;
    try {
      producer.send(
          new ProducerRecord<>(
              topic,
              partitions.of(event),
              hasTime ? time : null,
              Partitions.key(event),
              Partitions.value(event)),
          this::onAnswer);
    } catch (KafkaException | IllegalStateException e) {
      failure.compareAndSet(null, e);
      check();
    }
  }

  /**
   * Returns when Kafka has acknowledged all events.
   *
   * @throws SidecartException if one was not taken
   */
  void flush() {
    producer.flush();
    check();
  }

  @Override
  public void close() {
    producer.close(failure.get() == null ? Duration.ofSeconds(5) : Duration.ZERO);
  }

  private void onAnswer(@Nullable RecordMetadata written, @Nullable Exception refusal) {
    if (refusal == null) {
      acknowledged.incrementAndGet();
    } else if (failure.compareAndSet(null, refusal)) {
      // At once, on the client's own thread: nothing may be written behind the gap.
      producer.close(Duration.ZERO);
    }
  }

  private void check() {
    @Nullable Exception refusal = failure.get();
    if (refusal != null) {
      throw new SidecartException(
          "Kafka at %s took %d events and then no more: %s; when it is back, repeat with --resume"
              .formatted(settings.bootstrapServers(), acknowledged.get(), refusal.getMessage()),
          refusal);
    }
  }
}
