package io.sidecart.transforms.kafka;

import io.sidecart.model.EventTime;
import io.sidecart.model.Message;
import java.io.Serializable;
import org.apache.beam.sdk.io.kafka.CustomTimestampPolicyWithLimitedDelay;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Reads a topic for ever, from the offsets that its consumer group has committed.
 *
 * <p>The event time of a message is its own timestamp; the watermark follows the timestamps, and
 * the clock where a partition is idle that has given a message since the start. A timestamp that
 * {@link EventTime} does not believe moves nothing. The caller commits the offsets to begin at
 * before the pipeline is built ({@link ConsumerGroup#reset}); reading itself commits nothing,
 * {@link CommitOffsets} does once the sinks have what was read.
 *
 * <p>Secrets stay out of the pipeline: the settings file is read where the consumer is opened.
 */
public final class ReadMessages extends PTransform<PBegin, PCollection<Message>> {
  private static final long serialVersionUID = 1L;

  private final KafkaSettings settings;
  private final String topic;
  private final String group;

  private ReadMessages(KafkaSettings settings, String topic, String group) {
    this.settings = settings;
    this.topic = topic;
    this.group = group;
  }

  public static ReadMessages of(KafkaSettings settings, String topic, String group) {
    return new ReadMessages(settings, topic, group);
  }

  @Override
  public PCollection<Message> expand(PBegin input) {
    ConsumerFactory consumers = new ConsumerFactory(settings, group);
    return input
        .apply(
            "ReadTopic",
            KafkaIO.<byte[], byte[]>read()
                .withBootstrapServers(settings.bootstrapServers())
                .withTopic(topic)
                .withKeyDeserializer(ByteArrayDeserializer.class)
                .withValueDeserializer(ByteArrayDeserializer.class)
                .withConsumerFactoryFn(consumers)
                .withTimestampPolicyFactory(new MessageTime()))
        .apply("ToMessage", ParDo.of(new ToMessage()));
  }

  /** Event time by the message's timestamp, whoever set it: the producer or the broker. */
  private static final class MessageTime implements TimestampPolicyFactory<byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public TimestampPolicy<byte[], byte[]> createTimestampPolicy(
        TopicPartition partition, java.util.Optional<Instant> previousWatermark) {
      return new CustomTimestampPolicyWithLimitedDelay<>(
          record ->
              new Instant(EventTime.ofMessage(record.getTimestamp(), System.currentTimeMillis())),
          Duration.ZERO,
          previousWatermark);
    }
  }

  private static final class ToMessage extends DoFn<KafkaRecord<byte[], byte[]>, Message>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KafkaRecord<byte[], byte[]> record, OutputReceiver<Message> messages) {
      messages.output(
          Messages.of(
              record.getTopic(),
              record.getPartition(),
              record.getOffset(),
              record.getTimestamp(),
              record.getKV().getKey(),
              record.getKV().getValue()));
    }
  }
}
