package io.sidecart.transforms.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends StorageContract {
  @TempDir Path temporary;

  @Override
  protected Storage storage() {
    return Storages.of(folder());
  }

  @Override
  protected String folder() {
    return temporary.resolve("folder").toString();
  }

  @Test
  void aFileInTheWayIsNamedInOneLine() throws IOException {
    Files.writeString(temporary.resolve("folder"), "a file");

    assertThatThrownBy(() -> storage().create(folder() + "/part"))
        .isInstanceOf(SidecartException.class)
        .hasMessage("Cannot write " + folder() + "/part: a file stands where a folder is needed");
  }

  @Test
  void whatCannotBeReadOnIsNamedInOneLine() throws IOException {
    // given: a folder, which can be opened for reading, and fails when it is read
    Files.createDirectory(Path.of(folder()));

    assertThatThrownBy(() -> Storages.read(storage(), folder()))
        .isInstanceOf(StorageException.class)
        .hasMessage("Cannot read " + folder() + ": Is a directory");
  }

  @Test
  void aDiskThatFailsWhileAFolderIsListedIsAFailureOfTheDisk() {
    IOException failure = new IOException("Input/output error");

    assertThatThrownBy(() -> LocalStorage.entries(folder(), new FailingFolder(failure)))
        .isSameAs(failure);
  }

  /** An open folder whose entries cannot be read. */
  private record FailingFolder(IOException failure) implements DirectoryStream<Path> {
    @Override
    public Iterator<Path> iterator() {
      throw new DirectoryIteratorException(failure);
    }

    @Override
    public void close() {}
  }

  @Test
  void nothingStandsBelowAFile() throws IOException {
    Files.writeString(temporary.resolve("folder"), "a file");

    assertThat(storage().exists(folder() + "/part")).isFalse();
  }

  @Test
  void whatCannotBeLookedAtIsNotTakenForMissing() throws IOException {
    Files.createDirectory(Path.of(folder()));
    String name = "x".repeat(300);

    assertThatThrownBy(() -> storage().exists(folder() + "/" + name))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(name);
  }

  @Test
  void aFileUriIsTheSamePath() throws IOException {
    Storages.publish(storage(), "file://" + folder() + "/a b", new byte[] {7});

    assertThat(Storages.read(storage(), folder() + "/a b")).containsExactly(7);
    assertThat(Storages.read(storage(), "file:" + folder() + "/a b")).containsExactly(7);
    assertThat(Storages.read(storage(), "file://localhost" + folder() + "/a b")).containsExactly(7);
  }

  @Test
  void hadoopIsToldThatALocalPathIsOne() {
    assertThat(Storages.forHadoop("/data/my rows")).isEqualTo("file:///data/my rows");
    assertThat(Storages.forHadoop("hdfs://name:1/rows")).isEqualTo("hdfs://name:1/rows");
  }

  @Test
  void aRelativePathIsTakenFromTheWorkingFolder() {
    assertThat(Storages.absolute("out/rows/"))
        .isEqualTo(Path.of("").toAbsolutePath() + "/out/rows");
    assertThat(Storages.absolute("hdfs://name:1/rows/")).isEqualTo("hdfs://name:1/rows");
  }

  @Test
  void anUnknownKindOfPathIsRefused() {
    assertThatThrownBy(() -> Storages.of("s3://bucket/rows"))
        .isInstanceOf(UsageException.class)
        .hasMessage("s3://bucket/rows: only local paths and hdfs:// are known");
  }
}
