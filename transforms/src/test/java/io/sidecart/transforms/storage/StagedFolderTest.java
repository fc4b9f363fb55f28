package io.sidecart.transforms.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFolderTest {
  private static final String MARKER = "report.json";

  @TempDir Path parent;

  @Test
  void nothingIsSeenBeforeItIsPublished() throws Exception {
    StagedFolder folder = StagedFolder.begin(target(), MARKER);
    write(folder, "new");

    assertThat(parent.resolve("out")).doesNotExist();
    folder.publish();
    assertThat(parent.resolve("out/report.json")).hasContent("new");
    assertThat(parent).isDirectoryNotContaining(path -> isHidden(path));
  }

  @Test
  void anOldFolderIsReplacedWhole() throws Exception {
    publish("old");
    Files.writeString(parent.resolve("out/more"), "of the old one");

    publish("new");

    assertThat(parent.resolve("out/report.json")).hasContent("new");
    assertThat(parent.resolve("out/more")).doesNotExist();
  }

  @Test
  void aRunThatIsDiscardedLeavesTheOldFolder() throws Exception {
    publish("old");

    StagedFolder folder = StagedFolder.begin(target(), MARKER);
    write(folder, "new");
    folder.discard();

    assertThat(parent.resolve("out/report.json")).hasContent("old");
    assertThat(parent).isDirectoryNotContaining(path -> isHidden(path));
  }

  @Test
  void anExchangeThatWasKilledIsUndone() throws Exception {
    publish("old");
    Files.move(parent.resolve("out"), parent.resolve(".out.0a1b2c3d.old"));

    StagedFolder.begin(target(), MARKER).discard();

    assertThat(parent.resolve("out/report.json")).hasContent("old");
  }

  @Test
  void ofTwoRunsAtOnceTheSecondIsRefused() throws Exception {
    StagedFolder first = StagedFolder.begin(target(), MARKER);
    write(first, "first");

    assertThatThrownBy(() -> StagedFolder.begin(target(), MARKER))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Another run writes %s: wait for it, or delete %s if it is gone",
            target(), parent.resolve(".out.lock"));

    first.publish();
    assertThat(parent.resolve("out/report.json")).hasContent("first");
    StagedFolder.begin(target(), MARKER).discard();
  }

  @Test
  void whatADeadRunLeftIsRemovedAndItsClaimTakenOver() throws Exception {
    Files.writeString(parent.resolve(".out.lock"), ProcessIdentityTest.claimOfOneThatHasEnded());
    Files.createDirectories(parent.resolve(".out.0a1b2c3d.new/part"));
    Files.createDirectories(parent.resolve(".out.other.0a1b2c3d.new"));

    publish("new");

    assertThat(parent.resolve("out/report.json")).hasContent("new");
    assertThat(parent.resolve(".out.0a1b2c3d.new")).doesNotExist();
    assertThat(parent.resolve(".out.other.0a1b2c3d.new")).exists();
    assertThat(parent.resolve(".out.lock")).doesNotExist();
  }

  @Test
  void anExchangeThatFailsInTheMiddleIsUndone() throws Exception {
    publish("old");
    StagedFolder folder = StagedFolder.begin(target(), MARKER);

    // Nothing was written: there is no folder to put in its place.
    assertThatThrownBy(folder::publish).isInstanceOf(SidecartException.class);

    assertThat(parent.resolve("out/report.json")).hasContent("old");
    folder.discard();
    assertThat(parent).isDirectoryNotContaining(path -> isHidden(path));
  }

  @Test
  void aFolderOfSomethingElseIsNotTouched() throws Exception {
    Files.createDirectories(parent.resolve("out"));
    Files.writeString(parent.resolve("out/thesis.txt"), "precious");

    assertThatThrownBy(() -> StagedFolder.begin(target(), MARKER))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("out holds other files");
    assertThat(parent.resolve("out/thesis.txt")).hasContent("precious");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
    Files.writeString(parent.resolve("file"), "");

    assertThatThrownBy(() -> StagedFolder.begin(parent.resolve("file/out").toString(), MARKER))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("file/");
  }

  private void publish(String content) throws IOException {
    StagedFolder folder = StagedFolder.begin(target(), MARKER);
    write(folder, content);
    folder.publish();
  }

  private static void write(StagedFolder folder, String content) throws IOException {
    Files.createDirectories(Path.of(folder.path()));
    Files.writeString(Path.of(folder.path(), MARKER), content);
  }

  private String target() {
    return parent.resolve("out").toString();
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
