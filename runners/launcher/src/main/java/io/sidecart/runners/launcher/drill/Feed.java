package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.split.Pacer;
import io.sidecart.runners.launcher.flow.TopicReader;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the messages of one topic to another at a rate, as live traffic, so that a kill finds some
 * on their way. It waits where the stream is far behind: else all would be there before the last
 * kill.
 */
final class Feed implements AutoCloseable {
  private static final long BETWEEN_LOOKS_MILLIS = 100;

  private final List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final double rate;
  private final Thread thread = new Thread(this::send, "feed");
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private LongSupplier done = () -> 0;
  private long most;
  private volatile long sent;

  /**
   * Reads what is to be sent.
   *
   * @param from topic of the messages
   * @param to where they go, each to the partition of the same number
   * @param rate messages a second
   */
  Feed(KafkaSettings kafka, String from, String to, double rate) {
    TopicReader.read(kafka, from, messages::add);
    // A reader gets a partition at a time.
    messages.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    this.producer =
        new KafkaProducer<>(
            kafka.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = to;
    this.rate = rate;
    thread.setDaemon(true);
  }

  /** How many messages there are. */
  long all() {
    return messages.size();
  }

  /** How many of them were sent by now. */
  long sent() {
    return sent;
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
      while (sent < messages.size()) {
        // Each time anew: what it waited is not to be made up for.
        long allowed = Math.min(messages.size(), done.getAsLong() + most);
        Pacer pacer = new Pacer(rate, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
        while (sent < allowed) {
          pacer.await();
          send(messages.get((int) sent));
        }
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
      producer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(ConsumerRecord<byte[], byte[]> message) {
    producer.send(
        new ProducerRecord<>(topic, message.partition(), message.key(), message.value()),
        (written, refusal) -> failure.compareAndSet(null, refusal));
    sent++;
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    producer.close();
  }
}
