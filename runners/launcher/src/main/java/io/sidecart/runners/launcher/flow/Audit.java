package io.sidecart.runners.launcher.flow;

import com.datastax.driver.core.Row;
import com.datastax.driver.core.UDTValue;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.PrecisionTotals;
import io.sidecart.transforms.compact.RowFiles;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Counts what is in each sink, by reading the sinks and nothing that the stream says of itself. */
public final class Audit {

  private final KafkaSettings kafka;
  private final CassandraSettings cassandra;
  private final String output;

  /**
   * @param output folder of the enriched events
   */
  public Audit(KafkaSettings kafka, CassandraSettings cassandra, String output) {
    this.kafka = kafka;
    this.cassandra = cassandra;
    this.output = Storages.absolute(output);
  }

  /**
   * Reads everything.
   *
   * @param events the topic that the stream reads
   */
  public SinkCounts count(String events, String recommendations, String deadLetters)
      throws IOException {
    EventIds in = new EventIds();
    long messagesIn = TopicReader.read(kafka, events, message -> in.add(place(message)));
    PrecisionTotals[] totals = {PrecisionTotals.none()};
    EventIds rows = new EventIds();
    long[] parquetRows = {0};
    PoorAnswers poor = new PoorAnswers();
    readRows(
        row -> {
          parquetRows[0]++;
          rows.add(row.event().id());
          poor.add(row);
          totals[0] = totals[0].with(row.precisionAtK());
        });
    EventIds saved = new EventIds();
    LatestEvents latest = new LatestEvents();
    long history =
        readTable(
            "SELECT topic, partition, offset, user_id, event_time"
                + " FROM {keyspace}.recommendations_history",
            row -> {
              EventId id = new EventId(row.getString(0), row.getInt(1), row.getLong(2));
              saved.add(id);
              if (row.getInt(3) >= 0) {
                // A user without a number stands in the history alone.
                latest.add(row.getInt(3), row.getTimestamp(4).toInstant(), id);
              }
            });
    long users =
        readTable(
            "SELECT user_id, served FROM {keyspace}.recommendations_latest",
            row -> latest.check(row.getInt(0), served(row.getUDTValue(1))));
    EventIds out = new EventIds();
    long messagesOut =
        TopicReader.read(kafka, recommendations, message -> out.add(source(message)));
    EventIds dead = new EventIds();
    long letters = TopicReader.read(kafka, deadLetters, message -> dead.add(source(message)));
    long measured = totals[0].measured();
    List<String> missing =
        in.where(
            id ->
                !dead.contains(id)
                    && !(rows.contains(id) && saved.contains(id) && out.contains(id)));
    return new SinkCounts(
        messagesIn,
        parquetRows[0],
        rows.size(),
        files(),
        history,
        saved.size(),
        users,
        latest.wrong(),
        messagesOut,
        out.size(),
        letters,
        dead.size(),
        measured == 0 ? null : totals[0].precisionSum() / measured,
        poor.withoutFeatures(),
        poor.withoutModel(),
        missing);
  }

  /** Every row that readers of the folder see. */
  public void readRows(Consumer<EnrichedEvent> reader) throws IOException {
    Storage storage = Storages.of(output);
    for (Storage.Entry file : RowFiles.below(storage, output)) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), EnrichedEventRows.SCHEMA)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          reader.accept(EnrichedEventRows.ofRow(row));
        }
      }
    }
  }

  /** How many files readers of the folder see. */
  public long files() throws IOException {
    return Storages.visibleFiles(Storages.of(output), output).size();
  }

  private long readTable(String cql, Consumer<Row> reader) {
    try (CassandraSession session = CassandraSession.open(cassandra)) {
      long rows = 0;
      for (Row row : session.execute(session.prepare(cql).bind())) {
        reader.accept(row);
        rows++;
      }
      return rows;
    }
  }

  private static EventId served(UDTValue served) {
    return new EventId(
        served.getString("topic"), served.getInt("partition"), served.getLong("offset"));
  }

  private static EventId place(ConsumerRecord<byte[], byte[]> message) {
    return new EventId(message.topic(), message.partition(), message.offset());
  }

  private static String source(ConsumerRecord<byte[], byte[]> message) {
    Header header = message.headers().lastHeader(EventId.HEADER);
    return header == null
        ? "no source at " + place(message)
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
