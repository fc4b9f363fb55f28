package io.sidecart.transforms.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.transforms.compact.FolderResult.State;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.storage.TestHdfs;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compaction on a real HDFS. */
@Tag("services")
@Tag("hdfs")
@Timeout(120)
class HdfsCompactionTest {
  private static final int STEP = 9;

  @Test
  void smallFilesBecomeOneThatIsSorted() throws IOException {
    // Given
    Folder folder = newFolder();
    folder.write("b.parquet", Rows.rows(0, 10, 19));
    folder.write("a.parquet", Rows.rows(0, 0, 14));

    // When
    FolderResult result = folder.compact();

    // Then
    assertThat(folder.read()).containsExactlyElementsOf(Rows.rows(0, 0, 19));
    assertThat(folder.names()).hasSize(1);
    assertThat(result.state()).isEqualTo(State.MERGED);
    assertThat(result.doubles()).isEqualTo(5);
  }

  @Test
  void whereverItDiesTheNextRunPutsItRight() throws IOException {
    for (int survived = 0; ; survived += STEP) {
      Folder folder = CompactionCrashTest.filled(newFolder());
      if (!CompactionCrashTest.dies(folder, survived, "first")) {
        break;
      }
      CompactionCrashTest.assertNoneLost(folder);

      folder.compact(folder.storage, "second");

      CompactionCrashTest.assertAllOnce(folder);
    }
  }

  private static Folder newFolder() {
    String path = TestHdfs.folder();
    return new Folder(path, Storages.of(path));
  }
}
