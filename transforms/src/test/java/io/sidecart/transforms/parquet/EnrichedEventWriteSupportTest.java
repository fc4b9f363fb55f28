package io.sidecart.transforms.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichedEventWriteSupportTest {
  @TempDir Path folder;
  private Storage storage;

  @BeforeEach
  void open() {
    storage = Storages.of(folder.toString());
  }

  @Test
  void anEventOfWhichAllIsKnownComesBackAsItWas() throws IOException {
    EnrichedEvent event =
        new EnrichedEvent(
            event(null, null),
            new ItemFeatures(941, "GROCERY", "SOFT DRINKS"),
            List.of(
                new Recommendation(7, 0.5f, Reason.boughtBefore(6)),
                new Recommendation(9, -0.25f, Reason.popularIn("SOFT DRINKS")),
                new Recommendation(11, Float.MIN_VALUE, Reason.FOR_YOU)),
            0.2,
            "v1",
            Why.RANKED);

    assertThat(writtenAndRead(event)).containsExactly(event);
  }

  @Test
  void anEventOfWhichNothingIsKnownComesBackAsItWas() throws IOException {
    EnrichedEvent event =
        new EnrichedEvent(event(null, null), null, List.of(), null, null, Why.BASELINE);

    assertThat(writtenAndRead(event)).containsExactly(event);
  }

  @Test
  void idsThatAreTextComeBackAsTheyWere() throws IOException {
    EnrichedEvent event =
        new EnrichedEvent(
            event("Zoë", "22423"),
            null,
            List.of(new Recommendation(7, 0.5f, Reason.boughtWith(5).withName("85099B"))),
            null,
            "v1",
            Why.FOLD_IN,
            List.of("84879"));

    assertThat(writtenAndRead(event)).containsExactly(event);
  }

  @Test
  void textsThatRepeatAreNotMixedUp() throws IOException {
    List<EnrichedEvent> events =
        List.of(
            Rows.row(0, 1, Rows.TIME, "v1"),
            Rows.row(0, 2, Rows.TIME, "v2"),
            Rows.row(0, 3, Rows.TIME, "v1"));

    assertThat(writtenAndRead(events.toArray(EnrichedEvent[]::new))).isEqualTo(events);
  }

  @Test
  void theFileTellsReadersWhatOneOfRecordsTells() throws IOException {
    ParquetFiles.publish(storage, path("a.parquet"), List.of(), Map::of);
    ParquetFiles.publish(storage, path("b.parquet"), EnrichedEventRows.SCHEMA, List.of(), Map::of);

    FileMetaData ofEvents = ParquetFiles.footer(storage, path("a.parquet")).getFileMetaData();
    FileMetaData ofRecords = ParquetFiles.footer(storage, path("b.parquet")).getFileMetaData();
    assertThat(ofEvents.getSchema()).isEqualTo(ofRecords.getSchema());
    assertThat(ofEvents.getKeyValueMetaData().get("parquet.avro.schema"))
        .isEqualTo(ofRecords.getKeyValueMetaData().get("parquet.avro.schema"));
  }

  private List<EnrichedEvent> writtenAndRead(EnrichedEvent... events) throws IOException {
    ParquetFiles.publish(storage, path("events.parquet"), List.of(events), Map::of);
    return Rows.read(storage, path("events.parquet"));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static CartEvent event(@Nullable String user, @Nullable String item) {
    return new CartEvent(
        new EventId("cart", 3, 1L << 40),
        Instant.parse("2026-01-31T05:59:59.999Z"),
        1645,
        941,
        -2,
        4.99,
        user,
        item);
  }
}
