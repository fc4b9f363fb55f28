package io.sidecart.transforms.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storage.Move;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every storage promises. A subclass names the storage and an empty folder on it. */
public abstract class StorageContract {

  protected abstract Storage storage();

  /** A folder of this test alone; it need not exist. */
  protected abstract String folder();

  @Test
  void aFileIsReadBackAsItWasWritten() throws IOException {
    write("a/b/file", "hello");

    assertThat(read("a/b/file")).isEqualTo("hello");
  }

  @Test
  void aNameMayHaveSpaces() throws IOException {
    write("my shop/a file", "hello");

    String path = path("my shop/a file");
    assertThat(Storages.read(storage(), path)).isEqualTo("hello".getBytes(UTF_8));
    assertThat(storage().list(path("my shop"))).extracting(Entry::path).containsExactly(path);
  }

  @Test
  void aFileIsReadFromAnyPosition() throws IOException {
    write("file", "0123456789");

    try (SeekableByteChannel in = storage().open(path("file"))) {
      ByteBuffer two = ByteBuffer.allocateDirect(2);
      assertThat(in.size()).isEqualTo(10);
      assertThat(in.position(7).read(two)).isEqualTo(2);
      assertThat(in.position()).isEqualTo(9);
      assertThat(UTF_8.decode(two.flip()).toString()).isEqualTo("78");
      assertThat(in.position(10).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void creatingAFileReplacesIt() throws IOException {
    write("file", "a long first text");
    write("file", "short");

    assertThat(read("file")).isEqualTo("short");
  }

  @Test
  void aFolderIsListedByName() throws IOException {
    write("b", "12");
    write("a/inner", "1");
    write(".c", "123");

    List<Entry> entries = storage().list(folder());

    assertThat(entries).extracting(Entry::name).containsExactly(".c", "a", "b");
    assertThat(entries).extracting(Entry::isFolder).containsExactly(false, true, false);
    assertThat(entries).extracting(Entry::size).containsExactly(3L, 0L, 2L);
    assertThat(entries).extracting(Entry::path).containsExactly(path(".c"), path("a"), path("b"));
  }

  @Test
  void aMissingFolderIsEmpty() throws IOException {
    assertThat(storage().list(path("missing"))).isEmpty();
    assertThat(storage().exists(path("missing"))).isFalse();
  }

  @Test
  void onlyOneOfManyCreates() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Boolean>> attempts =
        IntStream.range(0, 20)
            .<Callable<Boolean>>mapToObj(
                i -> () -> storage().createIfAbsent(path("lock"), ("holder " + i).getBytes(UTF_8)))
            .toList();

    int winners = 0;
    for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
      winners += attempt.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(winners).isEqualTo(1);
    assertThat(read("lock")).startsWith("holder ");
  }

  @Test
  void renamingReplacesAFileAndMakesFolders() throws IOException {
    write("from", "new");
    write("to/file", "old");

    storage().rename(path("from"), path("to/file"));
    storage().rename(path("to/file"), path("made/on/the/way"));

    assertThat(read("made/on/the/way")).isEqualTo("new");
    assertThat(storage().exists(path("from"))).isFalse();
    assertThat(storage().exists(path("to/file"))).isFalse();
  }

  @Test
  void aFolderIsRenamedWithAllThatItHolds() throws IOException {
    write("from/inner/file", "kept");

    storage().rename(path("from"), path("to"));

    assertThat(read("to/inner/file")).isEqualTo("kept");
  }

  @Test
  void manyAreRenamedAtOnce() throws IOException {
    write("a", "1");
    write("b", "2");

    storage().renameAll(List.of(new Move(path("a"), path("c")), new Move(path("b"), path("a"))));

    assertThat(storage().list(folder())).extracting(Entry::name).containsExactly("a", "c");
    assertThat(read("a")).isEqualTo("2");
  }

  @Test
  void deletingTakesAFolderWithAllThatItHolds() throws IOException {
    write("a/inner/file", "1");
    write("b", "2");

    storage().delete(path("a"));
    storage().delete(path("b"));
    storage().delete(path("was never there"));

    assertThat(storage().list(folder())).isEmpty();
  }

  @Test
  void aMissingFileIsNamedInOneLine() {
    assertThatThrownBy(() -> storage().open(path("missing")))
        .isInstanceOf(SidecartException.class)
        .hasMessage("Cannot read " + path("missing") + ": no such file or folder");
  }

  @Test
  void hiddenFilesAndFoldersArePassedOver() throws IOException {
    write("dt=1/hour=2/a", "1");
    write("dt=1/hour=2/.b.tmp", "1");
    write("dt=1/.run/c", "1");
    write("_SUCCESS", "");

    assertThat(Storages.visibleFiles(storage(), folder()))
        .extracting(Entry::path)
        .containsExactly(path("dt=1/hour=2/a"));
    assertThat(Storages.visibleFolders(storage(), folder()))
        .containsExactly(folder(), path("dt=1"), path("dt=1/hour=2"));
  }

  @Test
  void publishingReplacesAndLeavesNothingElse() throws IOException {
    Storages.publish(storage(), path("pointer"), "v1".getBytes(UTF_8));
    Storages.publish(storage(), path("pointer"), "v2".getBytes(UTF_8));

    assertThat(read("pointer")).isEqualTo("v2");
    assertThat(storage().list(folder())).extracting(Entry::name).containsExactly("pointer");
  }

  private String path(String relative) {
    return StoragePaths.child(folder(), relative);
  }

  private void write(String relative, String text) throws IOException {
    try (WritableByteChannel out = storage().create(path(relative))) {
      out.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
  }

  private String read(String relative) throws IOException {
    return new String(Storages.read(storage(), path(relative)), UTF_8);
  }
}
