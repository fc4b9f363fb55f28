package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenRowsTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("row")
          .fields()
          .requiredInt("partition")
          .requiredLong("offset")
          .requiredLong("event_time")
          .requiredString("more")
          .endRecord();

  @TempDir private Path folder;

  @Test
  void rowsHaveTheTimeFromTheirSendingToTheirFile() throws IOException {
    long sent = System.currentTimeMillis() - 5_000;
    write("a", sent, 0, 1, 2);

    SeenRows seen = SeenRows.below(folder.toString(), sent, sent + 1);

    assertThat(seen.latency().count()).isEqualTo(3);
    assertThat(seen.latency().p99()).isBetween(4_900, 60_000);
  }

  @Test
  void whatWasSentAtAnotherTimeHasNoLatency() throws IOException {
    long sent = System.currentTimeMillis();
    write("a", sent, 0, 1, 2);

    assertThat(SeenRows.below(folder.toString(), sent - 10, sent).latency().count()).isZero();
  }

  @Test
  void anIdentityThatStandsTwiceIsOneDistinctRow() throws IOException {
    write("a", 0, 0, 1, 2);
    write("b", 0, 2, 3);

    SeenRows seen = SeenRows.below(folder.toString());

    assertThat(seen.rows()).isEqualTo(5);
    assertThat(seen.distinct()).isEqualTo(4);
  }

  private void write(String name, long sent, long... offsets) throws IOException {
    List<GenericRecord> rows =
        LongStream.of(offsets).mapToObj(offset -> row(sent, offset)).toList();
    String file = folder.resolve(name + ParquetFiles.SUFFIX).toString();
    ParquetFiles.publish(Storages.of(file), file, SCHEMA, rows, Map::of);
  }

  private static GenericRecord row(long sent, long offset) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("partition", 1);
    row.put("offset", offset);
    row.put("event_time", sent);
    row.put("more", "text");
    return row;
  }
}
