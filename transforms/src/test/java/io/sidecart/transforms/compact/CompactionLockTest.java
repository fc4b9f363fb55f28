package io.sidecart.transforms.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.compact.FolderResult.State;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.FailingStorage;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionLockTest {
  @TempDir Path temporary;
  private final Storage storage = Storages.of("/");

  @Test
  void ofTwoCompactionsAtOnceOneIsRefused() throws IOException {
    Folder folder = new Folder(temporary);
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 10, 19));
    FailingStorage watched = FailingStorage.none(storage);
    List<FolderResult> others = new ArrayList<>();
    watched.beforeEach(
        () -> {
          if (Files.exists(temporary.resolve(Names.LOCK))) {
            others.add(
                new FolderCompaction(storage, Folder.SETTINGS, "other").run(temporary.toString()));
          }
        });

    FolderResult result =
        new FolderCompaction(watched, Folder.SETTINGS, "one").run(temporary.toString());

    assertThat(result.state()).isEqualTo(State.MERGED);
    assertThat(others)
        .isNotEmpty()
        .allSatisfy(
            other -> {
              assertThat(other.state()).isEqualTo(State.FAILED);
              assertThat(other.note())
                  .startsWith("Another compaction holds " + temporary + "/.compact.lock (process ")
                  .endsWith("): wait for it, or add --breakLock if it is gone");
            });
    assertThat(folder.read()).containsExactlyElementsOf(Rows.rows(0, 0, 19));
  }

  @Test
  void theLockOfADeadProcessIsTakenOver() throws IOException {
    take("dead", false);

    CompactionLock lock =
        CompactionLock.take(
            storage, path(), holder("next"), holder -> true, Clock.systemUTC(), false);

    lock.check();
    lock.release();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aBrokenLockIsNotedByItsHolder() throws IOException {
    CompactionLock broken = take("slow", false);
    take("next", true);

    assertThatThrownBy(broken::check)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("was taken by another compaction");
    broken.release();
    assertThat(temporary).isNotEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"run\": \"old\", \"ho", "{}", "null"})
  void aLockThatNamesNobodyIsFreeAfterAMinute(String content) throws IOException {
    Path file = Files.writeString(temporary.resolve("lock"), content);
    assertThatThrownBy(() -> take("next", false)).hasMessageContaining("just taking it");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));

    take("next", false).check();
  }

  @Test
  void aDamagedLockCanBeBrokenAtOnce() throws IOException {
    Files.writeString(temporary.resolve("lock"), "{");

    take("next", true).check();
  }

  @Test
  void aLockThatIsDamagedMeanwhileIsNoLongerHeldAndStays() throws IOException {
    CompactionLock lock = take("one", false);
    Files.writeString(temporary.resolve("lock"), "{");

    assertThatThrownBy(lock::check).hasMessageContaining("was taken by another compaction");
    lock.release();
    assertThat(temporary.resolve("lock")).exists();
  }

  @Test
  void ofTwoAttemptsOfOneRunTheFirstLosesAndSparesTheFilesOfTheSecond() throws IOException {
    Folder folder = new Folder(temporary);
    folder.write("a.parquet", Rows.rows(0, 0, 9));
    folder.write("b.parquet", Rows.rows(0, 10, 19));
    FailingStorage watched = FailingStorage.none(storage);
    List<FolderResult> seconds = new ArrayList<>();
    watched.beforeEach(
        () -> {
          if (seconds.isEmpty() && folder.names().stream().anyMatch(n -> n.endsWith("-0.tmp"))) {
            seconds.add(new FolderCompaction(storage, Folder.SETTINGS, "one").run(folder.path));
          }
        });

    FolderResult first = new FolderCompaction(watched, Folder.SETTINGS, "one").run(folder.path);

    assertThat(seconds).extracting(FolderResult::state).containsExactly(State.MERGED);
    assertThat(first.state()).isEqualTo(State.FAILED);
    assertThat(folder.read()).containsExactlyElementsOf(Rows.rows(0, 0, 19));
    assertThat(folder.names()).hasSize(1);
  }

  private CompactionLock take(String run, boolean breakIt) throws IOException {
    return CompactionLock.take(
        storage, path(), holder(run), holder -> false, Clock.systemUTC(), breakIt);
  }

  private static Holder holder(String run) {
    return new Holder(run, "1", "host", 7, "", "then");
  }

  private String path() {
    return temporary.resolve("lock").toString();
  }
}
