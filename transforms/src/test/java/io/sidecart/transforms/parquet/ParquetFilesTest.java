package io.sidecart.transforms.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.OffsetRange;
import io.sidecart.model.SidecartException;
import io.sidecart.model.Why;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
  @TempDir Path folder;
  private final Storage storage = Storages.of("/");

  @Test
  void rowsComeBackAsTheyWere() {
    EnrichedEvent whole = Rows.row(3, 120);
    EnrichedEvent bare =
        new EnrichedEvent(Rows.row(3, 121).event(), null, List.of(), null, null, Why.BASELINE);

    CartEvent event = whole.event();
    EnrichedEvent textual =
        new EnrichedEvent(
            new CartEvent(event.id(), event.eventTime(), 0, -1, 2, 4.99, "ann", "85123A"),
            null,
            whole.recommendations(),
            null,
            "v1",
            Why.ALS,
            List.of("71053", "22423"));

    Rows.write(storage, path("rows.parquet"), List.of(whole, bare, textual));

    assertThat(Rows.read(storage, path("rows.parquet"))).containsExactly(whole, bare, textual);
  }

  @Test
  void onlyTheColumnsOfTheIdentityAreReadWhereNoMoreAreAskedFor() throws IOException {
    Rows.write(storage, path("rows.parquet"), Rows.rows(2, 10, 12));

    List<EventId> ids = new ArrayList<>();
    try (ParquetRows rows =
        ParquetFiles.read(storage, path("rows.parquet"), EnrichedEventRows.IDS)) {
      for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
        assertThat(row.getSchema().getFields()).hasSize(3);
        ids.add(EnrichedEventRows.id(row));
      }
    }

    assertThat(ids)
        .containsExactly(
            new EventId("cart", 2, 10), new EventId("cart", 2, 11), new EventId("cart", 2, 12));
  }

  @Test
  void listsAndTimesAreAsTheFormatPrescribes() throws IOException {
    Rows.write(storage, path("rows.parquet"), Rows.rows(0, 0, 0));

    ParquetMetadata footer = ParquetFiles.footer(storage, path("rows.parquet"));

    assertThat(footer.getFileMetaData().getSchema().toString())
        .contains("int64 event_time (TIMESTAMP(MILLIS,true))")
        .containsPattern(
            "required group recommendations \\(LIST\\) \\{\\s+repeated group list \\{\\s+required"
                + " group element \\{\\s+required int32 item_id;\\s+required float score;")
        .contains("optional double precision_at_k")
        .contains("optional binary model_version (STRING)");
  }

  @Test
  void theFooterTellsTheSpans() throws IOException {
    List<EnrichedEvent> rows = new ArrayList<>(Rows.rows(0, 5, 9));
    rows.addAll(Rows.rows(1, 2, 2));
    Rows.write(storage, path("rows.parquet"), rows);

    Map<String, String> keyValues =
        ParquetFiles.footer(storage, path("rows.parquet")).getFileMetaData().getKeyValueMetaData();

    assertThat(Spans.ofFooter(keyValues))
        .contains(List.of(new OffsetRange("cart", 0, 5, 9), new OffsetRange("cart", 1, 2, 2)));
    assertThat(Spans.ofFooter(Map.of())).isEmpty();
  }

  @Test
  void aFailedWriteLeavesNothing() {
    Iterable<GenericRecord> failing =
        () -> {
          throw new IllegalStateException("no rows");
        };

    assertThatThrownBy(
            () ->
                ParquetFiles.publish(
                    storage, path("rows.parquet"), EnrichedEventRows.SCHEMA, failing, Map::of))
        .hasMessage("no rows");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsNoParquetFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("notes.parquet"), "dear diary, this is no Parquet");

    assertThatThrownBy(() -> ParquetFiles.footer(storage, path("notes.parquet")))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Cannot be read as Parquet: " + path("notes.parquet") + " (");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Rows.write(storage, path("rows.parquet"), Rows.rows(0, 0, 99));
    byte[] bytes = Files.readAllBytes(folder.resolve("rows.parquet"));
    Arrays.fill(bytes, 4, 200, (byte) 0x55);
    Files.write(folder.resolve("rows.parquet"), bytes);

    assertThatThrownBy(() -> Rows.read(storage, path("rows.parquet")))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Cannot be read as Parquet: " + path("rows.parquet") + " (");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
