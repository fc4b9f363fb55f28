package io.sidecart.transforms.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.EventId;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.FailingStorage;
import io.sidecart.transforms.storage.FailingStorage.Died;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A compaction that dies before any of its operations loses nothing and doubles nothing. */
class CompactionCrashTest {
  @Test
  void whereverItDiesTheNextRunPutsItRight() throws IOException {
    int survived = 0;
    while (true) {
      Folder folder = filled(new Folder());
      if (!dies(folder, survived, "first")) {
        break;
      }
      assertNoneLost(folder);
      folder.compact(folder.storage, "second");
      assertAllOnce(folder);
      survived++;
    }
    // The loop has seen every operation of a compaction that does not die.
    assertThat(survived).isGreaterThan(30);
  }

  @Test
  void soItIsWhereTheNextRunDiesToo() throws IOException {
    int survived = 0;
    boolean first = true;
    while (first) {
      for (int next = 0; ; next += 4) {
        Folder folder = filled(new Folder());
        first = dies(folder, survived, "first");
        boolean second = dies(folder, next, "second");
        folder.compact(folder.storage, "third");
        assertAllOnce(folder);
        if (!second) {
          break;
        }
      }
      survived += 6;
    }
  }

  @Test
  void aReaderNeverSeesARowTwiceAndMissesRowsOnlyOnce() throws IOException {
    Folder folder = new Folder();
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 10, 19));
    folder.writeLarge("c.parquet", 1, 0, 999);
    folder.write("d.parquet", Rows.rows(1, 1000, 1009));
    FailingStorage watched = FailingStorage.none(folder.storage);
    List<Integer> seen = new ArrayList<>();
    watched.beforeEach(
        () -> {
          assertThat(folder.ids()).doesNotHaveDuplicates();
          if (seen.isEmpty() || seen.get(seen.size() - 1) != folder.ids().size()) {
            seen.add(folder.ids().size());
          }
        });

    folder.compact(watched, "run");

    // All; one input hidden after another; all again, by the rename of the one output.
    assertThat(seen).containsExactly(1030, 1020, 1010, 1000, 1030);
  }

  @Test
  void filesThatAreAddedMeanwhileAreNotDisturbed() throws IOException {
    int operations = 1;
    for (int moment = 0; moment < operations; moment++) {
      Folder folder = new Folder();
      folder.write("a.parquet", Rows.rows(0, 0, 9));
      folder.write("b.parquet", Rows.rows(0, 10, 19));
      FailingStorage watched = FailingStorage.none(folder.storage);
      int when = moment;
      watched.beforeEach(
          () -> {
            if (watched.operations() == when + 1) {
              folder.write("live.parquet", Rows.rows(0, 20, 29));
            }
          });

      folder.compact(watched, "run");

      assertThat(folder.read()).containsExactlyInAnyOrderElementsOf(Rows.rows(0, 0, 29));
      operations = watched.operations();
    }
    assertThat(operations).isGreaterThan(20);
  }

  @Test
  void aMergedFileThatVanishesBeforeAnInputIsHiddenIsMadeAnew() throws IOException {
    Folder folder = diesWhere(".compact.journal");
    deleteTemporaries(folder);

    FolderResult result = folder.compact(folder.storage, "second");

    assertThat(result.state()).isEqualTo(FolderResult.State.MERGED);
    assertAllOnce(folder);
  }

  @Test
  void aMergedFileThatVanishesLaterIsNamedWithWhereItsRowsAre() throws IOException {
    Folder folder = diesWhere(".a.parquet.compacted");
    deleteTemporaries(folder);
    FolderResult result = folder.compact(folder.storage, "second");

    assertThat(result.state()).isEqualTo(FolderResult.State.FAILED);
    assertThat(result.note()).contains("rename the files ending in .compacted");
    assertThat(folder.names())
        .contains(".a.parquet.compacted", ".compact.journal", "b.parquet", "c.parquet");
  }

  /** A compaction that died as soon as a file of this name was there. */
  private static Folder diesWhere(String name) {
    Folder folder = filled(new Folder());
    FailingStorage watched = FailingStorage.none(folder.storage);
    watched.beforeEach(
        () -> {
          if (folder.names().contains(name)) {
            throw new Died();
          }
        });
    assertThatThrownBy(() -> folder.compact(watched, "first")).isInstanceOf(Died.class);
    return folder;
  }

  private static void deleteTemporaries(Folder folder) throws IOException {
    for (String name : folder.names()) {
      if (name.endsWith(".tmp")) {
        folder.storage.delete(folder.path + "/" + name);
      }
    }
  }

  /** Doubles between small files, between a small one and a large one, and two partitions. */
  static Folder filled(Folder folder) {
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 5, 14));
    folder.write("c.parquet", Rows.rows(1, 0, 4));
    folder.writeLarge("large.parquet", 0, 14, 413);
    return folder;
  }

  static boolean dies(Folder folder, int survived, String run) throws IOException {
    try {
      folder.compact(FailingStorage.diesAfter(folder.storage, survived), run);
      return false;
    } catch (Died e) {
      return true;
    }
  }

  /** Even before the next run each row stands in some file, though perhaps in a hidden one. */
  static void assertNoneLost(Folder folder) {
    Set<EventId> ids = new HashSet<>(folder.ids());
    for (String name : folder.names()) {
      if (name.endsWith(".compacted")) {
        Rows.read(folder.storage, folder.path + "/" + name)
            .forEach(row -> ids.add(row.event().id()));
      }
    }
    assertThat(ids).hasSize(419);
  }

  static void assertAllOnce(Folder folder) {
    assertThat(folder.ids()).hasSize(419).doesNotHaveDuplicates();
    assertThat(folder.names())
        .hasSize(2)
        .allSatisfy(name -> assertThat(name).doesNotStartWith(".").endsWith(".parquet"));
  }
}
