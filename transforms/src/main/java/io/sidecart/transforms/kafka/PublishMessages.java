package io.sidecart.transforms.kafka;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.worker.HoldUntilDurable;
import io.sidecart.transforms.worker.WorkerResources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes each element to a topic and hands it on once the brokers have acknowledged it.
 *
 * <p>KafkaIO's write is the end of its branch, so nothing after it can know what is durable; here
 * whoever follows may, which is what lets offsets be committed only for events that every sink has.
 * Delivery is at least once: a repeated bundle is published again, so a message should carry the
 * identity of its source. A message that is too large for the topic is an error, unless it
 * {@linkplain OutgoingMessage#orCut may be cut}: then as much of it is published as the brokers
 * take, to within a half.
 *
 * @param <T> the elements; they come out as they went in, with their timestamps and windows
 */
public final class PublishMessages<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PublishMessages.class);

  private final KafkaSettings settings;
  private final String topic;
  private final SerializableFunction<T, OutgoingMessage> toMessage;

  private PublishMessages(
      KafkaSettings settings, String topic, SerializableFunction<T, OutgoingMessage> toMessage) {
    this.settings = settings;
    this.topic = topic;
    this.toMessage = toMessage;
  }

  public static <T> PublishMessages<T> to(
      KafkaSettings settings, String topic, SerializableFunction<T, OutgoingMessage> toMessage) {
    return new PublishMessages<>(settings, topic, toMessage);
  }

  @Override
  public PCollection<T> expand(PCollection<T> input) {
    return input
        .apply("Publish", ParDo.of(new Publish<>(settings, topic, toMessage)))
        .setCoder(input.getCoder());
  }

  private static final class Publish<T> extends HoldUntilDurable<T> {
    private static final long serialVersionUID = 1L;

    /** In bytes: some 5,000 rows of five items each, or a dead letter or two. */
    private static final int AWAITED_TOGETHER = 2_500_000;

    /** What an element takes beside the bytes of its message. */
    private static final int OVERHEAD = 100;

    private final KafkaSettings settings;
    private final String topic;
    private final SerializableFunction<T, OutgoingMessage> toMessage;
    private final Counter published = Metrics.counter("kafka", "messages.published");
    private final Counter cut = Metrics.counter("kafka", "messages.cut");

    private transient WorkerResources.Lease<Producer<byte[], byte[]>> producer;
    private transient List<Future<RecordMetadata>> acknowledgements;
    private transient int bytes;

    Publish(
        KafkaSettings settings, String topic, SerializableFunction<T, OutgoingMessage> toMessage) {
      super(AWAITED_TOGETHER);
      this.settings = settings;
      this.topic = topic;
      this.toMessage = toMessage;
    }

    /** A producer is shared by all that publish to one cluster. */
    private record ProducerKey(KafkaSettings settings) {}

    @Setup
    public void open() {
      producer =
          WorkerResources.lease(
              new ProducerKey(settings),
              WorkerResources.ACROSS_BATCHES,
              () -> ProducerFactory.open(settings));
    }

    @Override
    @StartBundle
    public void startBundle() {
      super.startBundle();
      acknowledgements = new ArrayList<>();
    }

    @Override
    protected void arrived(T element) {
      OutgoingMessage message = toMessage.apply(element);
      bytes = message.bytes();
      acknowledgements.add(producer.get().send(record(message)));
    }

    /** Of the element that has just arrived: its message is not made twice for that. */
    @Override
    protected int weight(T element) {
      return OVERHEAD + bytes;
    }

    @Override
    protected UnderWay begin(List<T> elements) {
      List<Future<RecordMetadata>> sent = acknowledgements;
      acknowledgements = new ArrayList<>();
      return () -> {
        for (int i = 0; i < elements.size(); i++) {
          await(sent.get(i), elements.get(i));
        }
        published.inc(elements.size());
      };
    }

    private void await(Future<RecordMetadata> acknowledgement, T element) {
      @Nullable ExecutionException refusal = refusal(acknowledgement);
      if (refusal == null) {
        return;
      }
      OutgoingMessage message = toMessage.apply(element);
      // The brokers' limit may differ by topic and is not ours to know.
      while (refusal != null) {
        message = shorter(message, refusal);
        refusal = refusal(producer.get().send(record(message)));
      }
      cut.inc();
      LOG.warn("The topic {} takes no message of this size: {}", topic, message.headers());
    }

    private @Nullable ExecutionException refusal(Future<RecordMetadata> acknowledgement) {
      try {
        acknowledgement.get();
        return null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SidecartException("interrupted while publishing to the topic " + topic, e);
      } catch (ExecutionException e) {
        return e;
      }
    }

    private OutgoingMessage shorter(OutgoingMessage message, ExecutionException refusal) {
      if (refusal.getCause() instanceof RecordTooLargeException) {
        Optional<OutgoingMessage> shorter = message.shorter();
        if (shorter.isPresent()) {
          return shorter.get();
        }
      }
      throw new SidecartException(
          "cannot publish to the topic " + topic + ": " + refusal.getCause().getMessage(), refusal);
    }

    private ProducerRecord<byte[], byte[]> record(OutgoingMessage message) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, null, message.timestamp(), message.key(), message.value());
      message
          .headers()
          .forEach(
              (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      return record;
    }

    @Teardown
    public void close() throws Exception {
      if (producer != null) {
        producer.close();
      }
    }
  }
}
