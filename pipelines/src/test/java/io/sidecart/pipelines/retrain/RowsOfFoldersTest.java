package io.sidecart.pipelines.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsOfFoldersTest {
  private static final EnrichedEvent FIRST = RetrainSite.event(0, 0, 1, 21);
  private static final EnrichedEvent SECOND = RetrainSite.event(0, 1, 1, 22);
  private static final EnrichedEvent THIRD = RetrainSite.event(0, 2, 2, 23);

  @TempDir Path folder;

  @Test
  void aFolderThatIsCompactedMeanwhileIsReadAgain() throws IOException {
    // given: a reader that has read the first of two files
    write("hour=08/a.parquet", FIRST);
    write("hour=08/b.parquet", SECOND);
    write("hour=09/c.parquet", THIRD);
    try (RowsOfFolders rows = open()) {
      List<Long> offsets = new ArrayList<>(List.of(offset(rows.next())));

      // when
      write("hour=08/merged.parquet", FIRST, SECOND);
      Files.delete(folder.resolve("hour=08/a.parquet"));
      Files.delete(folder.resolve("hour=08/b.parquet"));
      for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
        offsets.add(offset(row));
      }

      // then
      assertThat(offsets).containsExactly(0L, 0L, 1L, 2L);
      assertThat(rows.read()).isEqualTo(3);
    }
  }

  @Test
  void aDamagedFileIsTold() throws IOException {
    write("hour=08/a.parquet", FIRST);
    Files.writeString(folder.resolve("hour=08/b.parquet"), "no Parquet");

    try (RowsOfFolders rows = open()) {
      rows.next();
      assertThatThrownBy(rows::next)
          .isInstanceOf(SidecartException.class)
          .hasMessageContaining("b.parquet");
    }
  }

  @Test
  void aFolderThatDoesNotExistHasNoRows() throws IOException {
    try (RowsOfFolders rows =
        new RowsOfFolders(
            Storages.of(folder.toString()), folder + "/none", EnrichedEventRows.IDS)) {
      assertThat(rows.next()).isNull();
    }
  }

  private RowsOfFolders open() throws IOException {
    return new RowsOfFolders(
        Storages.of(folder.toString()), folder.toString(), EnrichedEventRows.IDS);
  }

  private static long offset(GenericRecord row) {
    return EnrichedEventRows.id(row).offset();
  }

  private void write(String file, EnrichedEvent... events) throws IOException {
    String path = folder.resolve(file).toString();
    ParquetFiles.publish(Storages.of(path), path, List.of(events), Map::of);
  }
}
