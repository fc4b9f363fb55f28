package io.sidecart.runners.launcher.demo;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what is in each sink, by reading the sinks and nothing that the stream says of itself. */
final class Audit {
  private static final String ID_HEADER = "sidecart-id";

  private final KafkaSettings kafka;
  private final CassandraSettings cassandra;
  private final String output;

  Audit(KafkaSettings kafka, CassandraSettings cassandra, String output) {
    this.kafka = kafka;
    this.cassandra = cassandra;
    this.output = Storages.absolute(output);
  }

  SinkCounts count(String events, String recommendations, String deadLetters) throws IOException {
    List<Double> precisions = new ArrayList<>();
    Set<Object> parquetIds = new HashSet<>();
    long[] parquetRows = {0};
    readRows(
        row -> {
          parquetRows[0]++;
          parquetIds.add(row.event().id());
          if (row.precisionAtK() != null) {
            precisions.add(row.precisionAtK());
          }
        });
    Set<String> messageIds = new HashSet<>();
    long messagesOut = readTopic(recommendations, message -> messageIds.add(id(message)));
    OptionalDouble average = precisions.stream().mapToDouble(Double::doubleValue).average();
    return new SinkCounts(
        readTopic(events, message -> {}),
        parquetRows[0],
        parquetIds.size(),
        files(),
        countRows("SELECT topic, partition, offset FROM recommendations_history"),
        countRows("SELECT user_id FROM recommendations_latest"),
        messagesOut,
        messageIds.size(),
        readTopic(deadLetters, message -> {}),
        average.isPresent() ? average.getAsDouble() : null);
  }

  /** Every row that readers of the folder see. */
  void readRows(Consumer<EnrichedEvent> reader) throws IOException {
    Storage storage = Storages.of(output);
    for (Storage.Entry file : Storages.visibleFiles(storage, output)) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), EnrichedEventRows.SCHEMA)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          reader.accept(EnrichedEventRows.ofRow(row));
        }
      }
    }
  }

  /** How many files readers of the folder see. */
  long files() throws IOException {
    return Storages.visibleFiles(Storages.of(output), output).size();
  }

  private long countRows(String cql) {
    try (CassandraSession session = CassandraSession.open(cassandra)) {
      long rows = 0;
      for (Row ignored : session.execute(session.prepare(cql).bind())) {
        rows++;
      }
      return rows;
    }
  }

  private long readTopic(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.clientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long messages = 0;
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
          reader.accept(message);
          messages++;
        }
      }
      return messages;
    }
  }

  private static String id(ConsumerRecord<byte[], byte[]> message) {
    Header header = message.headers().lastHeader(ID_HEADER);
    return header == null
        ? "no id at " + message.partition() + "/" + message.offset()
        : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
