package io.sidecart.runners.launcher.bench;

import com.datastax.driver.core.Row;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.EventId;
import io.sidecart.runners.launcher.flow.TopicReader;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the sinks when all is over: what is in each, and when it came there. */
final class Delivery {
  private static final int FETCH = 5_000;
  private static final Schema TIMES = columns("topic", "partition", "offset", "event_time");

  private final KafkaSettings kafka;
  private final Map<Integer, Long> committed;
  private final long from;
  private final long to;
  private final Map<Integer, Times> sent = new TreeMap<>();

  /**
   * @param committed the offsets below which nothing may be missing
   * @param from events sent before this time, in epoch milliseconds, have no part in the latencies
   * @param to nor have those sent from this time on
   */
  Delivery(KafkaSettings kafka, Map<Integer, Long> committed, long from, long to) {
    this.kafka = kafka;
    this.committed = committed;
    this.from = from;
    this.to = to;
  }

  /** What a sink holds, and how long events took to come there. */
  record Sink(Identities.Summary rows, Latencies.Summary latency, long files) {}

  Sink inKafka() {
    TopicReader.read(
        kafka,
        BenchTopics.EVENTS,
        message ->
            sent.computeIfAbsent(message.partition(), p -> new Times()).add(message.timestamp()));
    Identities identities = new Identities();
    Latencies latencies = new Latencies();
    TopicReader.read(
        kafka,
        BenchTopics.RECOMMENDATIONS,
        message -> {
          String[] id = id(message).split("/", -1);
          int partition = Integer.parseInt(id[1]);
          int offset = Integer.parseInt(id[2]);
          identities.add(partition, offset);
          addLatency(latencies, sent.get(partition).at(offset), message.timestamp());
        });
    return new Sink(identities.summary(committed), latencies.summary(), 0);
  }

  /** A file is seen when it gets its name, which is when its entry last changed. */
  Sink inParquet(String folder) throws IOException {
    Storage storage = Storages.of(folder);
    Identities identities = new Identities();
    Latencies latencies = new Latencies();
    long files = 0;
    for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
      FileTime visible = (FileTime) Files.getAttribute(Path.of(file.path()), "unix:ctime");
      files++;
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), TIMES)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          identities.add((Integer) row.get("partition"), (Long) row.get("offset"));
          addLatency(latencies, (Long) row.get("event_time"), visible.toMillis());
        }
      }
    }
    return new Sink(identities.summary(committed), latencies.summary(), files);
  }

  /** A row has the time of its write, which the driver gives it when it sends it. */
  Sink inCassandra(CassandraSettings settings) {
    Identities identities = new Identities();
    Latencies latencies = new Latencies();
    try (CassandraSession session = CassandraSession.open(settings)) {
      Statement all =
          session
              .prepare(
                  "SELECT partition, offset, event_time, WRITETIME(answer)"
                      + " FROM {keyspace}.recommendations_history")
              .bind()
              .setFetchSize(FETCH);
      for (Row row : session.execute(all)) {
        identities.add(row.getInt(0), row.getLong(1));
        addLatency(
            latencies,
            row.getTimestamp(2).getTime(),
            TimeUnit.MICROSECONDS.toMillis(row.getLong(3)));
      }
    }
    return new Sink(identities.summary(committed), latencies.summary(), 0);
  }

  private void addLatency(Latencies latencies, long sentAt, long cameAt) {
    if (sentAt >= from && sentAt < to) {
      latencies.add(cameAt - sentAt);
    }
  }

  private static Schema columns(String... names) {
    Schema all = EnrichedEventRows.SCHEMA;
    return Schema.createRecord(
        all.getName(),
        null,
        all.getNamespace(),
        false,
        Stream.of(names)
            .map(all::getField)
            .map(field -> new Schema.Field(field, field.schema()))
            .toList());
  }

  private static String id(ConsumerRecord<byte[], byte[]> message) {
    return new String(message.headers().lastHeader(EventId.HEADER).value(), StandardCharsets.UTF_8);
  }

  /** The times of one partition's messages, by offset. */
  private static final class Times {
    private long[] times = new long[1 << 16];
    private int count;

    void add(long time) {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = time;
    }

    long at(int offset) {
      return times[offset];
    }
  }
}
