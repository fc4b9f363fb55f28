package io.sidecart.runners.launcher.demo;

import io.sidecart.pipelines.split.Pacer;
import io.sidecart.runners.launcher.flow.TopicReader;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Shoppers who go on putting things into their carts, as the first of a topic did. */
final class Traffic implements AutoCloseable {
  private static final double EVENTS_PER_SECOND = 20;
  private static final int DIFFERENT = 1_000;

  private final List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Thread thread = new Thread(this::send, "traffic");
  private volatile long sent;
  private volatile boolean isOver;

  private Traffic(KafkaSettings kafka, String topic) {
    this.topic = topic;
    TopicReader.read(
        kafka,
        topic,
        message -> {
          // Messages that are no events have no key; they would come back as dead letters.
          if (message.key() != null && events.size() < DIFFERENT) {
            events.add(message);
          }
        });
    this.producer =
        new KafkaProducer<>(
            kafka.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer());
    thread.setDaemon(true);
  }

  /** Begins to send what the topic held first, again and again. */
  static Traffic start(KafkaSettings kafka, String topic) {
    Traffic traffic = new Traffic(kafka, topic);
    traffic.thread.start();
    return traffic;
  }

  private void send() {
    Pacer pacer = new Pacer(EVENTS_PER_SECOND, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    try {
      while (!isOver) {
        pacer.await();
        ConsumerRecord<byte[], byte[]> event = events.get((int) (sent % events.size()));
        var unused =
            producer.send(
                new ProducerRecord<>(topic, event.partition(), event.key(), event.value()));
        sent++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, and tells how many events were sent in all. */
  long end() throws InterruptedException {
    isOver = true;
    thread.join();
    producer.flush();
    return sent;
  }

  @Override
  public void close() throws InterruptedException {
    end();
    producer.close();
  }
}
