package io.sidecart.transforms.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.transforms.compact.FolderResult.State;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.parquet.Spans;
import io.sidecart.transforms.storage.FailingStorage;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCompactionTest {
  @TempDir Path temporary;
  private Folder folder;

  @BeforeEach
  void newFolder() {
    folder = new Folder(temporary);
  }

  @Test
  void aFileWithoutRowsWhoseFooterTellsOfOffsetsIsMergedAway() throws IOException {
    // given: two files of rows, and one between them that has none
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("c.parquet", Rows.rows(0, 20, 29));
    Spans told = new Spans();
    told.add(Rows.rows(0, 10, 10).get(0).event().id());
    ParquetFiles.publish(
        folder.storage,
        StoragePaths.child(folder.path, "b.parquet"),
        List.<EnrichedEvent>of(),
        told::toFooter);

    assertThat(folder.compact().state()).isEqualTo(State.MERGED);
    assertThat(folder.names()).hasSize(1);
    assertThat(folder.read()).hasSize(20);
  }

  @Test
  void smallFilesBecomeOneThatIsSorted() throws IOException {
    folder.write("b.parquet", Rows.rows(0, 10, 19));
    folder.write("a.parquet", Rows.rows(0, 20, 29));
    folder.write("c.parquet", Rows.rows(1, 0, 4));
    folder.write("d.parquet", Rows.rows(0, 0, 9));

    FolderResult result = folder.compact();

    List<EnrichedEvent> expected = new ArrayList<>(Rows.rows(0, 0, 29));
    expected.addAll(Rows.rows(1, 0, 4));
    assertThat(folder.read()).containsExactlyElementsOf(expected);
    assertThat(folder.names()).containsExactly("compact-2-partitions-35-run-1-0.parquet");
    assertThat(result.state()).isEqualTo(State.MERGED);
    assertThat(result.filesBefore()).isEqualTo(4);
    assertThat(result.filesAfter()).isEqualTo(1);
    assertThat(result.rowsAfter()).isEqualTo(35);
    assertThat(result.checksumAfter()).isEqualTo(result.checksumBefore()).isNotZero();
  }

  @Test
  void ofRowsWithOneIdentityTheSmallestModelVersionStaysThenTheFirstFile() throws IOException {
    EnrichedEvent first = Rows.row(0, 1, "v1", 0.2);
    EnrichedEvent second = Rows.row(0, 1, "v1", 0.4);
    folder.write("a.parquet", List.of(Rows.row(0, 1, "v2", 0.2)));
    folder.write("b.parquet", List.of(first));
    folder.write("c.parquet", List.of(second));

    FolderResult result = folder.compact();

    assertThat(folder.read()).containsExactly(first);
    assertThat(result.doubles()).isEqualTo(2);
  }

  @Test
  void theRowOfAUserWhoHasANumberByNowStays() throws IOException {
    EnrichedEvent known = Rows.row(0, 1, "v2", 0.2);
    folder.write("a.parquet", List.of(Rows.unknown(0, 1, "v1")));
    folder.write("b.parquet", List.of(known));
    folder.write("c.parquet", List.of(Rows.unknown(0, 1, "v1")));

    folder.compact();

    assertThat(folder.read()).containsExactly(known);
  }

  @Test
  void twoEventsOfOneIdentityAreLeftAsTheyAre() throws IOException {
    // A topic that was made anew counts its messages from 0 again.
    EnrichedEvent old = Rows.row(0, 1);
    EnrichedEvent young = Rows.row(0, 1, Rows.TIME.plusMillis(1), "v1");
    folder.write("a.parquet", List.of(old));
    folder.write("b.parquet", List.of(young));

    FolderResult result = folder.compact();

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.note()).contains("the topic was made anew");
    assertThat(folder.read()).containsExactlyInAnyOrder(old, young);
  }

  @Test
  void anEventOfTheIdentityOfOneInAKeptFileIsNotDropped() throws IOException {
    folder.write("large.parquet", Rows.rows(0, 0, 999));
    EnrichedEvent young = Rows.row(0, 1, Rows.TIME.plusMillis(1), "v1");
    folder.write("a.parquet", List.of(young));
    folder.write("b.parquet", List.of(Rows.row(1, 1)));

    FolderResult result =
        folder.compact(new CompactionSettings(10_000, 1_000, Duration.ZERO, false, false));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(folder.read()).contains(young);
  }

  @Test
  void aSecondRunFindsNothingToDo() throws IOException {
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 5, 19));
    folder.compact();
    List<String> names = folder.names();

    assertThat(folder.compact().state()).isEqualTo(State.NOTHING);
    assertThat(folder.names()).isEqualTo(names);
  }

  @Test
  void aLargeFileStaysAndItsRowsAreDroppedFromTheSmallOnes() throws IOException {
    folder.writeLarge("large.parquet", 0, 0, 999);
    folder.write("a.parquet", Rows.rows(0, 990, 1009));
    folder.write("b.parquet", Rows.rows(1, 990, 991));

    FolderResult result = folder.compact();

    assertThat(folder.names()).contains("large.parquet").hasSize(2);
    assertThat(folder.ids()).hasSize(1012).doesNotHaveDuplicates();
    assertThat(result.rowsBefore()).isEqualTo(22);
    assertThat(result.doubles()).isEqualTo(10);
  }

  @Test
  void aSmallFileThatIsWhollyInALargeOneGoes() throws IOException {
    folder.writeLarge("large.parquet", 0, 0, 999);
    folder.write("a.parquet", Rows.rows(0, 500, 509));

    FolderResult result = folder.compact();

    assertThat(folder.names()).containsExactly("large.parquet");
    assertThat(result.filesAfter()).isZero();
  }

  @Test
  void largeFilesAreMergedOnlyWhereTheyShareRows() throws IOException {
    folder.writeLarge("a.parquet", 0, 0, 999);
    folder.writeLarge("b.parquet", 0, 1000, 1999);
    assertThat(folder.compact().state()).isEqualTo(State.NOTHING);
    folder.writeLarge("c.parquet", 0, 1500, 2499);

    FolderResult result = folder.compact();

    assertThat(result.doubles()).isEqualTo(500);
    assertThat(folder.names()).contains("a.parquet").doesNotContain("b.parquet", "c.parquet");
    assertThat(folder.ids()).hasSize(2500).doesNotHaveDuplicates();
  }

  @Test
  void outputsAreClosedAtTheTargetSize() throws IOException {
    for (int i = 0; i < 10; i++) {
      folder.writeLarge("part" + i + ".parquet", 0, i * 1000L, i * 1000L + 999);
    }

    FolderResult result =
        folder.compact(new CompactionSettings(200_000, 200_000, Duration.ZERO, false, false));

    assertThat(result.filesAfter()).isBetween(2, 5);
    assertThat(folder.ids()).hasSize(10_000).doesNotHaveDuplicates();
  }

  @Test
  void moreFilesThanMayBeOpenAreMergedInSeveralPasses() throws IOException {
    for (int i = 0; i < 21; i++) {
      String version = "v" + (i % 3 + 1);
      List<EnrichedEvent> rows = new ArrayList<>();
      for (long offset = i; offset < 40; offset++) {
        rows.add(Rows.row(0, offset, version, i / 100.0));
      }
      folder.write(String.format("file%02d.parquet", i), rows);
    }

    FolderResult result = folder.compact();

    // The first of all files has every row, in the smallest version.
    assertThat(folder.read())
        .hasSize(40)
        .allSatisfy(row -> assertThat(row.precisionAtK()).isZero());
    assertThat(result.rowsAfter()).isEqualTo(40);
    assertThat(folder.names()).hasSize(1);
  }

  @Test
  void aFileWithoutANoteOfItsSpansIsSortedFirst() throws IOException {
    List<EnrichedEvent> shuffled = new ArrayList<>(Rows.rows(0, 0, 50));
    Collections.reverse(shuffled);
    ParquetFiles.publish(
        folder.storage, temporary.resolve("foreign.parquet").toString(), shuffled, Map::of);
    folder.write("b.parquet", Rows.rows(0, 40, 60));

    folder.compact();

    assertThat(folder.read()).containsExactlyElementsOf(Rows.rows(0, 0, 60));
  }

  @Test
  void youngFilesAreLeftAlone() throws IOException {
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 10, 19));

    CompactionSettings settings =
        new CompactionSettings(
            Folder.TARGET, Folder.SMALLER_THAN, Duration.ofMinutes(10), false, false);

    assertThat(folder.compact(settings).state()).isEqualTo(State.NOTHING);
    assertThat(folder.names()).containsExactly("a.parquet", "b.parquet");
  }

  @Test
  void temporariesOfDeadWritersGoAndThoseOfLivingOnesStay() throws IOException {
    Path dead = Files.writeString(temporary.resolve(".part-cart-0-0.parquet.1.tmp"), "half");
    Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Files.writeString(temporary.resolve(".part-cart-0-1.parquet.2.tmp"), "half");
    Files.writeString(temporary.resolve(".compact-old-0.tmp"), "half");

    FolderResult result = folder.compact();

    assertThat(folder.names()).containsExactly(".part-cart-0-1.parquet.2.tmp");
    assertThat(result.note()).isEqualTo("removed 2 half-written files");
  }

  @Test
  void aDamagedFileIsNamedAndTheFolderStaysAsItIs() throws IOException {
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 10, 19));
    Files.writeString(temporary.resolve("c.parquet"), "this is not Parquet at all");

    FolderResult result = folder.compact();

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.note())
        .startsWith("Cannot be read as Parquet: " + temporary.resolve("c.parquet"));
    assertThat(folder.names()).containsExactly("a.parquet", "b.parquet", "c.parquet");
  }

  @Test
  void aFlippedByteAnywhereIsToldOrHarmsNoRow() throws IOException {
    byte[] good = bytesOf(Rows.rows(0, 0, 9));
    byte[] other = bytesOf(Rows.rows(0, 5, 14));
    int refused = 0;
    for (int position = 0; position < good.length; position += 3) {
      Folder damaged = new Folder();
      byte[] bad = good.clone();
      bad[position] ^= (byte) 0x55;
      damaged.put("a.parquet", bad);
      damaged.put("b.parquet", other);

      FolderResult result = damaged.compact();

      if (result.state() == State.FAILED) {
        refused++;
        assertThat(result.note()).contains("/rows/a.parquet");
        assertThat(damaged.names()).containsExactly("a.parquet", "b.parquet");
      } else {
        assertThat(damaged.read()).as("byte %d", position).isEqualTo(Rows.rows(0, 0, 14));
      }
    }
    assertThat(refused).isGreaterThan(good.length / 6);
  }

  private byte[] bytesOf(List<EnrichedEvent> rows) throws IOException {
    folder.write("some.parquet", rows);
    return Files.readAllBytes(temporary.resolve("some.parquet"));
  }

  @Test
  void aNoteOfSpansThatSaysNothingIsNamed() throws IOException {
    ParquetFiles.publish(
        folder.storage,
        temporary.resolve("a.parquet").toString(),
        Rows.rows(0, 0, 9),
        () -> Map.of("sidecart.spans", "cart/0/9-x"));

    FolderResult result = folder.compact();

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.note())
        .startsWith(temporary.resolve("a.parquet") + " is damaged: its footer's note of offsets");
  }

  @Test
  void aFileOfOtherRowsIsNamed() throws IOException {
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    ParquetFiles.publish(
        folder.storage,
        temporary.resolve("ids.parquet").toString(),
        EnrichedEventRows.IDS,
        List.of(),
        Map::of);

    assertThat(folder.compact().note())
        .isEqualTo(
            temporary.resolve("ids.parquet")
                + " has no column user_id: it is not of the rows that are compacted");
  }

  @Test
  void aFullDiskChangesNothing() throws IOException {
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 5, 19));

    FolderResult result =
        folder.compact(FailingStorage.onWrite(folder.storage, "No space left on device"), "run");

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.note()).contains("No space left on device");
    assertThat(folder.names()).containsExactly("a.parquet", "b.parquet");
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 5, 19));

    FolderResult result =
        folder.compact(
            new CompactionSettings(Folder.TARGET, Folder.SMALLER_THAN, Duration.ZERO, true, false));

    assertThat(result.state()).isEqualTo(State.PLANNED);
    assertThat(result.filesBefore()).isEqualTo(2);
    assertThat(result.filesAfter()).isEqualTo(1);
    assertThat(result.rowsBefore()).isEqualTo(25);
    assertThat(folder.names()).containsExactly("a.parquet", "b.parquet");
  }

  @Test
  void aFolderOfOneFileOrNoneIsNotWorthALook() throws IOException {
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    assertThat(
            FolderCompaction.isWorthALook(folder.storage.list(temporary.toString()), Instant.now()))
        .isFalse();
    folder.write("b.parquet", Rows.rows(0, 0, 9));
    assertThat(
            FolderCompaction.isWorthALook(folder.storage.list(temporary.toString()), Instant.now()))
        .isTrue();
  }
}
