package io.sidecart.transforms.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract on a real HDFS. */
@Tag("services")
@Tag("hdfs")
@Timeout(60)
class HdfsStorageTest extends StorageContract {
  private final String folder = TestHdfs.folder();

  @Override
  protected Storage storage() {
    return Storages.of(folder);
  }

  @Override
  protected String folder() {
    return folder;
  }

  @Test
  void aStagedFolderReplacesTheOldOneWhole() throws IOException {
    // Given
    String target = StoragePaths.child(folder, "out");
    stage(target, "old").publish();
    assertThat(StoragePaths.name(only(target))).isEqualTo("report.json");

    // When
    stage(target, "discarded").discard();
    stage(target, "new").publish();

    // Then
    assertThat(Storages.read(storage(), only(target))).isEqualTo("new".getBytes(UTF_8));
    assertThat(storage().list(folder)).extracting(Storage.Entry::name).containsExactly("out");
  }

  private StagedFolder stage(String target, String content) throws IOException {
    StagedFolder staged = StagedFolder.begin(target, "report.json");
    Storages.publish(
        storage(), StoragePaths.child(staged.path(), "report.json"), content.getBytes(UTF_8));
    return staged;
  }

  private String only(String target) throws IOException {
    var entries = storage().list(target);
    assertThat(entries).hasSize(1);
    return entries.get(0).path();
  }
}
