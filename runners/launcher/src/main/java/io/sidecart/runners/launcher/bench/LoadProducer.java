package io.sidecart.runners.launcher.bench;

import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.split.Pacer;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends events of a pool round and round, each with the time of its sending. */
public final class LoadProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final EventPool pool;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long sent;

  public LoadProducer(KafkaSettings kafka, String topic, EventPool pool) {
    Map<String, Object> config = kafka.clientConfig();
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
    // An event that comes twice is two events here, and a machine at its limit loses the sequence.
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.pool = pool;
  }

  /** How many events were sent. */
  public long sent() {
    return sent;
  }

  /**
   * Sends events and returns when Kafka has them.
   *
   * @param count at most so many
   * @param rate events a second, 0 for as fast as Kafka takes them
   * @param goOn asked before each event
   * @throws SidecartException if Kafka refuses one
   */
  public void send(long count, double rate, BooleanSupplier goOn) throws InterruptedException {
    Pacer pacer = new Pacer(rate, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    for (long i = 0; i < count && goOn.getAsBoolean() && failure.get() == null; i++) {
      pacer.await();
      EventPool.Message message = pool.messages().get((int) (sent % pool.messages().size()));
      producer.send(
          new ProducerRecord<>(
              topic,
              message.partition(),
              System.currentTimeMillis(),
              message.key(),
              message.value()),
          (written, refusal) -> failure.compareAndSet(null, refusal));
      sent++;
    }
    producer.flush();
    @Nullable Exception refusal = failure.get();
    if (refusal != null) {
      throw new SidecartException("Kafka refused an event: " + refusal.getMessage(), refusal);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
