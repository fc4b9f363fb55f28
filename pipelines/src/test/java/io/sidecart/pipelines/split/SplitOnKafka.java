package io.sidecart.pipelines.split;

import io.sidecart.data.SampleData;
import io.sidecart.data.SampleSettings;
import io.sidecart.pipelines.prepare.PrepareJob;
import io.sidecart.pipelines.prepare.PrepareOptions;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Runs split on a real Kafka, with 1,500 purchases, about half of them live. */
abstract class SplitOnKafka {
  static final int PURCHASES = 1_500;

  @TempDir static Path shared;

  @TempDir Path folder;
  final String topic = "split-" + UUID.randomUUID();

  @BeforeAll
  static void prepare() throws IOException {
    SampleData.Written sample =
        SampleData.write(shared, SampleSettings.demo().withSize(40, 202, PURCHASES));
    PrepareOptions options = TestPipeline.testingPipelineOptions().as(PrepareOptions.class);
    options.setPurchases(sample.purchases().toString());
    options.setProducts(sample.products().toString());
    options.setOutput(shared + "/prepared");
    options.setLoad(false);
    new PrepareJob().run(options);
  }

  void run(Consumer<SplitOptions> more) throws IOException, InterruptedException {
    SplitOptions options = TestPipeline.testingPipelineOptions().as(SplitOptions.class);
    options.setBootstrapServers(servers());
    options.setPrepared(shared + "/prepared");
    options.setHistory(folder + "/history");
    options.setTopic(topic);
    options.setLoad(false);
    more.accept(options);
    new SplitJob().run(options);
  }

  static List<String> values(List<ConsumerRecord<String, String>> messages, int partition) {
    return messages.stream()
        .filter(message -> message.partition() == partition)
        .map(ConsumerRecord::value)
        .toList();
  }

  List<Storage.Entry> files(String name) throws IOException {
    String path = folder.resolve(name).toString();
    return Storages.visibleFiles(Storages.of(path), path);
  }

  List<ConsumerRecord<String, String>> read() {
    return read(topic);
  }

  static List<ConsumerRecord<String, String>> read(String topic) {
    return read(topic, 0);
  }

  /** All that a topic holds, when it holds so many at least. */
  static List<ConsumerRecord<String, String>> read(String topic, int atLeast) {
    List<ConsumerRecord<String, String>> messages = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, consumer.partitionsFor(topic).size())
              .mapToObj(p -> new TopicPartition(topic, p))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long total =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (messages.size() < Math.max(total, atLeast)) {
        consumer.poll(Duration.ofSeconds(10)).forEach(messages::add);
      }
    }
    return messages;
  }

  static List<String> texts(List<ConsumerRecord<String, String>> messages) {
    return messages.stream()
        .map(message -> message.partition() + "/" + message.offset() + " " + message.value())
        .sorted()
        .toList();
  }

  static String servers() {
    return System.getProperty("sidecart.test.kafka");
  }
}
