package io.sidecart.runners.bench.versus;

import com.sun.management.OperatingSystemMXBean;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.CartEvent;
import io.sidecart.model.CartEventParser;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Message;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.ParseResult;
import io.sidecart.model.PrecisionAtK;
import io.sidecart.model.Recommendation;
import io.sidecart.model.SidecartException;
import io.sidecart.model.Why;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.TopK;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The same work without an engine, by one thread: a Kafka consumer, maps in memory, the best items
 * for each event, Parquet. What it does not do is what an engine is for: it commits nothing, looks
 * nothing up again, and knows one model.
 */
final class PlainLoop {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** As many as the stream's consumers get at once. */
  private static final int POLL_RECORDS = 5_000;

  /** So much is warm-up, as it is of a stream. */
  private static final double WARM_UP = 0.2;

  /** How long Kafka may give nothing. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Compiler, collector and the client's threads are part of what the work takes. */
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Place place;
  private final AlsModel model;
  private final MemoryTables tables;
  private final CartEventParser parser = new CartEventParser();

  private final TopK topK = new TopK(Place.K);
  private final float[] user;
  private final Map<Integer, List<Recommendation>> remembered = new HashMap<>();

  private PlainLoop(Place place, AlsModel model, MemoryTables tables) {
    this.place = place;
    this.model = model;
    this.tables = tables;
    this.user = new float[model.rank()];
  }

  /** Loads what it needs. */
  static PlainLoop at(Place place) throws IOException {
    return new PlainLoop(
        place,
        ModelLoader.load(ModelStore.at(place.models()), place.modelVersion()),
        MemoryTables.read(CassandraSettings.of(place.cassandra(), Place.KEYSPACE, null)));
  }

  /** Works off all messages that are in the topic now. */
  LoopResult run(Round round) throws IOException {
    Map<String, Object> config = KafkaSettings.of(place.bootstrapServers()).clientConfig();
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo info : consumer.partitionsFor(round.topic())) {
        partitions.add(new TopicPartition(info.topic(), info.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(o -> o).sum();
      return run(round, consumer, end);
    }
  }

  private LoopResult run(Round round, KafkaConsumer<byte[], byte[]> consumer, long messages)
      throws IOException {
    RowFiles files = new RowFiles(round.output());
    long seen = work(round, consumer, files, 0, (long) (WARM_UP * messages), messages);
    long before = files.rows();
    long began = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    work(round, consumer, files, seen, messages, messages);
    return new LoopResult(
        files.rows(),
        files.rows() - before,
        (System.nanoTime() - began) / 1e9,
        (PROCESS.getProcessCpuTime() - cpu) / 1e9);
  }

  /** Goes on up to so many messages, and writes what it holds. */
  private long work(
      Round round,
      KafkaConsumer<byte[], byte[]> consumer,
      RowFiles files,
      long from,
      long to,
      long messages)
      throws IOException {
    long last = System.nanoTime();
    long seen = from;
    while (seen < to) {
      if (System.nanoTime() - last > PATIENCE.toNanos()) {
        throw new SidecartException(
            "Kafka gave no message for %d s, and %,d of %,d before"
                .formatted(PATIENCE.toSeconds(), seen, messages));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        seen++;
        last = System.nanoTime();
        if (parser.parse(message(record)) instanceof ParseResult.Parsed parsed) {
          files.add(row(parsed.event(), round.reuse()));
        }
      }
    }
    files.flush();
    return seen;
  }

  private static Message message(ConsumerRecord<byte[], byte[]> record) {
    return new Message(
        new EventId(record.topic(), record.partition(), record.offset()),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        record.value());
  }

  private EnrichedEvent row(CartEvent event, boolean reuse) {
    List<Recommendation> items =
        reuse ? remembered.computeIfAbsent(event.userId(), this::best) : best(event.userId());
    OwnPurchases own = tables.ownPurchases(event.userId());
    return new EnrichedEvent(
        event,
        tables.features(event.itemId()),
        items,
        PrecisionAtK.of(items, Place.K, own),
        model.version(),
        Why.ALS);
  }

  private List<Recommendation> best(int userId) {
    return model.copyUser(userId, user) ? topK.of(user, model.items()) : List.of();
  }
}
