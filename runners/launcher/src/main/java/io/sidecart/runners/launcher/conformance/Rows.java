package io.sidecart.runners.launcher.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.EventId;
import io.sidecart.runners.launcher.flow.TopicReader;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads data sets as rows of text, bit for bit. */
final class Rows {

  private Rows() {}

  /** All columns of the Parquet files in a folder. */
  static RowSet parquet(String name, String folder, Schema schema) throws IOException {
    Storage storage = Storages.of(folder);
    List<String> rows = new ArrayList<>();
    for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
      try (ParquetRows records = ParquetFiles.read(storage, file.path(), schema)) {
        for (GenericRecord row = records.next(); row != null; row = records.next()) {
          rows.add(row.toString());
        }
      }
    }
    return new RowSet(name, rows);
  }

  /** The lines of the text files in a folder. */
  static RowSet lines(String name, String folder) throws IOException {
    Storage storage = Storages.of(folder);
    List<String> rows = new ArrayList<>();
    for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
      new String(Storages.read(storage, file.path()), UTF_8).lines().forEach(rows::add);
    }
    return new RowSet(name, rows);
  }

  /** All columns of a table, by name. */
  static RowSet table(CassandraSettings settings, String table) {
    List<String> rows = new ArrayList<>();
    try (CassandraSession session = CassandraSession.open(settings)) {
      for (Row row : session.execute(session.prepare("SELECT * FROM {keyspace}." + table).bind())) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        row.getColumnDefinitions()
            .forEach(each -> text.add(each.getName() + "=" + row.getObject(each.getName())));
        rows.add(text.toString());
      }
    }
    return new RowSet("Cassandra's " + table, rows);
  }

  /** Where each message of a topic stands, its key and its value; not when it was sent. */
  static RowSet messages(String name, KafkaSettings kafka, String topic) {
    List<String> rows = new ArrayList<>();
    TopicReader.read(
        kafka,
        topic,
        message ->
            rows.add(message.partition() + "/" + message.offset() + " " + keyAndValue(message)));
    return new RowSet(name, rows);
  }

  /**
   * Each message of a topic by the identity that it carries, its headers, key and value, and the
   * partition that the key gave it.
   *
   * @param each whether one that comes twice counts twice; otherwise once, if the two are equal
   */
  static RowSet answers(String name, KafkaSettings kafka, String topic, boolean each) {
    Collection<String> rows = each ? new ArrayList<>() : new HashSet<>();
    TopicReader.read(
        kafka,
        topic,
        message -> {
          // A message without a key goes to any partition.
          String partition = message.key() == null ? "any" : "" + message.partition();
          Map<String, String> headers = new TreeMap<>();
          for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
          }
          String id = headers.remove(EventId.HEADER);
          rows.add(id + " in " + partition + " " + headers + " " + keyAndValue(message));
        });
    return new RowSet(name, List.copyOf(rows));
  }

  private static String keyAndValue(ConsumerRecord<byte[], byte[]> message) {
    return text(message.key()) + " " + text(message.value());
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, UTF_8);
  }
}
