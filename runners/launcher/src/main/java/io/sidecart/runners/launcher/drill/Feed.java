package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.split.Pacer;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to a topic at a rate, as live traffic, so that a fault finds some on their way. It
 * can wait where the stream is far behind: else all would be there before the last fault.
 */
final class Feed implements AutoCloseable {
  static final long ENDLESS = Long.MAX_VALUE / 2;

  private static final long BETWEEN_LOOKS_MILLIS = 100;

  /** Longer than any server is away. */
  private static final int PATIENCE_MILLIS = 600_000;

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private volatile long all;
  private final LongFunction<Event> events;
  private final double rate;
  private final Thread thread = new Thread(this::send, "feed");
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private LongSupplier done = () -> 0;
  private long most;
  private volatile long sent;

  /**
   * What is sent.
   *
   * @param timestamp milliseconds since the epoch, null for the time of sending
   */
  @SuppressWarnings("ArrayRecordComponent") // raw bytes on their way out, never compared
  record Event(
      int partition, byte @Nullable [] key, byte @Nullable [] value, @Nullable Long timestamp) {}

  /**
   * @param all how many events to send, {@link #ENDLESS} for as many as there is time for
   * @param events gives each by its number
   * @param rate events a second, 0 for no bound
   */
  Feed(KafkaSettings kafka, String topic, long all, LongFunction<Event> events, double rate) {
    Map<String, Object> config = kafka.clientConfig();
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGE_MESSAGE_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.all = all;
    this.events = events;
    this.rate = rate;
    thread.setDaemon(true);
  }

  /** How many events there are to send. */
  long all() {
    return all;
  }

  /** Sends no more. */
  void end() throws InterruptedException {
    all = 0;
    thread.join();
    all = sent;
  }

  /** How many of them were sent by now. */
  long sent() {
    return sent;
  }

  /** How many of them Kafka says that it has. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** Begins to send, however far the stream is. */
  void start() {
    start(() -> 0, all);
  }

  /**
   * Begins to send.
   *
   * @param progress tells how many the stream has done
   * @param ahead by how many to be before it at most
   */
  void start(LongSupplier progress, long ahead) {
    done = progress;
    most = ahead;
    thread.start();
  }

  /**
   * Tells that nothing went wrong.
   *
   * @throws SidecartException if Kafka refuses a message
   */
  void check() {
    Exception refusal = failure.get();
    if (refusal != null) {
      throw new SidecartException("Kafka refused an event: " + refusal.getMessage(), refusal);
    }
  }

  private void send() {
    try {
      while (sent < all) {
        // Each time anew: what it waited is not to be made up for.
        long allowed = Math.min(all, done.getAsLong() + most);
        Pacer pacer = new Pacer(rate, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
        while (sent < allowed && sent < all) {
          pacer.await();
          send(events.apply(sent));
        }
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
      producer.flush();
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(Event event) {
    producer.send(
        new ProducerRecord<>(
            topic, event.partition(), event.timestamp(), event.key(), event.value()),
        (written, refusal) -> {
          if (refusal == null) {
            acknowledged.incrementAndGet();
          } else {
            failure.compareAndSet(null, refusal);
          }
        });
    sent++;
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    // What a drill that breaks off has not sent by then is not waited for: a server may be away.
    producer.close(CLOSE_PATIENCE);
  }
}
