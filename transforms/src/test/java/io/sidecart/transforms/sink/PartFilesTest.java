package io.sidecart.transforms.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.OffsetRange;
import io.sidecart.model.SidecartException;
import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.FailingStorage;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFilesTest {
  @TempDir Path root;
  private final Storage storage = Storages.of("/");

  @Test
  void rowsStandInTheFolderOfTheirHourInTheOrderOfTheirOffsets() throws IOException {
    WrittenFile file =
        parts(storage).write(List.of(Rows.row(3, 9), Rows.row(3, 7), Rows.row(3, 6)));

    assertThat(file.rows()).isEqualTo(3);
    assertThat(file.offsets())
        .containsExactly(new OffsetRange("cart", 3, 6, 7), new OffsetRange("cart", 3, 9, 9));
    assertThat(file.path()).startsWith(root + "/dt=2023-11-14/hour=22/part-cart-3-6-9-3-");
    assertThat(Rows.read(storage, file.path()))
        .containsExactly(Rows.row(3, 6), Rows.row(3, 7), Rows.row(3, 9));
  }

  @Test
  void rowsOfSeveralHoursMakeAFileEach() throws IOException {
    Instant nextHour = Rows.TIME.plus(Duration.ofHours(1));

    List<WrittenFile> files =
        parts(storage)
            .writeEach(List.of(Rows.row(3, 1), Rows.row(3, 2, nextHour, "v1"), Rows.row(3, 3)));

    assertThat(files).extracting(WrittenFile::rows).containsExactly(2L, 1L);
    assertThat(files.get(0).path()).contains("/hour=22/part-cart-3-1-3-2-");
    assertThat(files.get(1).path()).contains("/hour=23/part-cart-3-2-2-1-");
  }

  @Test
  void ofAnIdentityThatStandsTwiceTheSmallestModelVersionStays() throws IOException {
    WrittenFile file =
        parts(storage)
            .write(List.of(Rows.row(0, 1, Rows.TIME, "v2"), Rows.row(0, 1, Rows.TIME, "v1")));

    assertThat(Rows.read(storage, file.path())).containsExactly(Rows.row(0, 1));
  }

  @Test
  void theRowOfAUserWhoHasANumberByNowStays() throws IOException {
    EnrichedEvent known = Rows.row(0, 1, Rows.TIME, "v2");
    WrittenFile file = parts(storage).write(List.of(Rows.unknown(0, 1, "v1"), known));

    assertThat(Rows.read(storage, file.path())).containsExactly(known);
  }

  @Test
  void aTaskThatIsTriedAgainReplacesItsOwnFile() throws IOException {
    parts(storage).write(Rows.rows(0, 0, 9));
    parts(storage).write(Rows.rows(0, 0, 9));

    assertThat(Rows.readFolder(storage, root.toString())).hasSize(10);
  }

  @Test
  void aTimeBefore1970HasAFolderToo() {
    assertThat(Shard.of(Rows.row(0, 0, Instant.parse("1969-12-31T23:59:59.999Z"), "v1")).folder())
        .isEqualTo("dt=1969-12-31/hour=23");
  }

  @Test
  void aFullDiskFailsInOneLineAndLeavesNothing() throws IOException {
    Storage full = FailingStorage.onWrite(storage, "No space left on device");

    assertThatThrownBy(() -> parts(full).write(Rows.rows(0, 0, 9)))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("No space left on device");

    try (var files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aFileIsHiddenUntilItIsWhole() throws IOException {
    FailingStorage watched = FailingStorage.none(storage);
    watched.beforeEach(() -> assertThat(Storages.visibleFiles(storage, root.toString())).isEmpty());

    WrittenFile file = parts(watched).write(Rows.rows(0, 0, 9));

    assertThat(watched.operations()).isGreaterThanOrEqualTo(3);
    assertThat(StoragePaths.name(file.path())).startsWith("part-");
  }

  private PartFiles parts(Storage target) {
    return new PartFiles(target, root.toString(), (rows, bytes, millis) -> {});
  }
}
