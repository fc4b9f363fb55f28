package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
  /** Linux gives out none that is higher than four million. */
  private static final String OF_NO_PROCESS = "run-999999999-1-";

  @TempDir private Path root;

  @Test
  void whatAKilledRunLeftIsDeletedByTheNextOne() throws Exception {
    Path left =
        Files.createDirectories(
            root.resolve(OF_NO_PROCESS + HostName.get()).resolve("spark-checkpoint"));

    try (ScratchFolder scratch = ScratchFolder.below(root.toString())) {
      assertThat(left).doesNotExist();
      assertThat(left.getParent()).doesNotExist();
    }
  }

  @Test
  void theFolderOfARunThatGoesOnStays() throws Exception {
    Path used =
        Files.createDirectories(
            root.resolve("run-" + ProcessHandle.current().pid() + "-1-" + HostName.get()));

    try (ScratchFolder scratch = ScratchFolder.below(root.toString())) {
      assertThat(used).exists();
    }
  }

  @Test
  void theFolderOfARunOnAnotherHostStays() throws Exception {
    Path other = Files.createDirectories(root.resolve(OF_NO_PROCESS + "another.host"));

    try (ScratchFolder scratch = ScratchFolder.below(root.toString())) {
      assertThat(other).exists();
    }
  }

  @Test
  void whatNoRunMadeStays() throws Exception {
    Path other = Files.createDirectories(root.resolve("run-of-mine"));

    try (ScratchFolder scratch = ScratchFolder.below(root.toString())) {
      assertThat(other).exists();
    }
  }

  @Test
  void isGoneAfterItsRun() throws Exception {
    Path held;
    try (ScratchFolder scratch = ScratchFolder.below(root.toString())) {
      held = Files.createDirectories(Path.of(scratch.path()));
      Files.writeString(held.resolve("checkpoint"), "1");
    }

    assertThat(held).doesNotExist();
    assertThat(root).isEmptyDirectory();
  }
}
