package io.sidecart.transforms.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.EventId;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.FailingStorage;
import io.sidecart.transforms.storage.Storage.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who lists by the journal sees each row once, whatever a compaction is about. */
class RowFilesTest {
  private static final int ROWS = 30;

  @Test
  void eachRowIsSeenOnceBeforeEachOperationOfACompaction() throws IOException {
    Folder folder = filled();
    FailingStorage watched = FailingStorage.none(folder.storage);
    watched.beforeEach(() -> assertThat(ids(folder)).hasSize(ROWS).doesNotHaveDuplicates());

    folder.compact(watched, "run");

    assertThat(watched.operations()).isGreaterThan(30);
    assertThat(folder.names()).hasSize(1);
  }

  @Test
  void andWhereverACompactionDied() throws IOException {
    int survived = 0;
    Folder folder = filled();
    while (CompactionCrashTest.dies(folder, survived, "first")) {
      assertThat(ids(folder)).hasSize(ROWS).doesNotHaveDuplicates();
      folder = filled();
      survived++;
    }
    assertThat(survived).isGreaterThan(30);
  }

  @Test
  void aFileThatWasReplacedSinceItWasMergedStays() throws IOException {
    Folder folder = filled();
    FailingStorage watched = FailingStorage.none(folder.storage);
    watched.beforeEach(
        () -> {
          if (folder.names().contains(Names.JOURNAL)) {
            throw new FailingStorage.Died();
          }
        });
    assertThatThrownBy(() -> folder.compact(watched, "first"))
        .isInstanceOf(FailingStorage.Died.class);

    folder.write("b.parquet", Rows.rows(0, 100, 149));

    assertThat(ids(folder)).contains(new EventId("cart", 0, 149)).hasSize(ROWS + 50);
  }

  @Test
  void rowsThatAreHiddenByNoJournalAreToldOf() throws IOException {
    Folder folder = filled();
    folder.storage.rename(folder.path + "/a.parquet", folder.path + "/.a.parquet.compacted");

    assertThatThrownBy(() -> ids(folder))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(folder.path);
  }

  private static Folder filled() {
    Folder folder = new Folder();
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 10, 19));
    folder.write("c.parquet", Rows.rows(1, 0, 9));
    return folder;
  }

  private static List<EventId> ids(Folder folder) throws IOException {
    List<EventId> ids = new ArrayList<>();
    for (Entry file : RowFiles.below(folder.storage, folder.path)) {
      Rows.read(folder.storage, file.path()).forEach(row -> ids.add(row.event().id()));
    }
    return ids;
  }
}
