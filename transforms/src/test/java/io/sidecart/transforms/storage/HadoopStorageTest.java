package io.sidecart.transforms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code for HDFS, over Hadoop's own local file system. */
class HadoopStorageTest extends StorageContract {
  @TempDir Path temporary;
  private final RawLocalFileSystem files = new RawLocalFileSystem();

  @BeforeEach
  void open() throws IOException {
    files.initialize(URI.create("file:///"), new Configuration(false));
  }

  @Override
  protected Storage storage() {
    return new HadoopStorage(files);
  }

  @Override
  protected String folder() {
    return temporary.resolve("folder").toString();
  }

  /** One after another: unlike HDFS, Hadoop's local file system looks first and creates then. */
  @Test
  @Override
  void onlyOneOfManyCreates() throws IOException {
    assertThat(storage().createIfAbsent(folder() + "/lock", new byte[] {1})).isTrue();
    assertThat(storage().createIfAbsent(folder() + "/lock", new byte[] {2})).isFalse();
    assertThat(Storages.read(storage(), folder() + "/lock")).containsExactly(1);
  }
}
