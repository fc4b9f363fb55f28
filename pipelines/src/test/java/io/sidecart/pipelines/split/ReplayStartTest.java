package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayStartTest {
  private static final ReplayStart START = new ReplayStart("t", List.of(500L, 400L));

  @TempDir Path folder;
  private String file = "";
  private Storage storage = Storages.of("/");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("_split.json").toString();
    storage = Storages.of(file);
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    START.write(storage, file);

    assertThat(ReplayStart.read(storage, file, "t")).contains(START);
  }

  @Test
  void aReportTellsItToo() throws IOException {
    SplitReport report =
        new SplitReport(9, 8, 7, 900, "t", 2, START.start(), "random", 0.5, 42, "history", 1);
    Files.writeString(Path.of(file), report.toJson());

    assertThat(ReplayStart.read(storage, file, "t")).contains(START);
  }

  @Test
  void theStartInAnotherTopicIsNone() throws IOException {
    START.write(storage, file);

    assertThat(ReplayStart.read(storage, file, "other")).isEmpty();
  }

  @Test
  void theEmptyMarkOfAnOlderVersionTellsNone() throws IOException {
    Files.createFile(Path.of(file));

    assertThat(ReplayStart.read(storage, file, "t")).isEmpty();
  }

  @Test
  void theReportOfAnOlderVersionTellsNone() throws IOException {
    Files.writeString(Path.of(file), "{\"topic\": \"t\", \"partitions\": 2}");

    assertThat(ReplayStart.read(storage, file, "t")).isEmpty();
  }

  @Test
  void messagesAreCountedFromWhereItBegan() {
    assertThat(START.messagesSince(content(List.of(500L, 0L), List.of(520L, 400L))))
        .isEqualTo(Map.of(0, 20L, 1, 0L));
  }

  @Test
  void aTopicThatHasLostMessagesOfTheReplayIsRefused() {
    assertThatThrownBy(() -> START.messagesSince(content(List.of(501L, 0L), List.of(520L, 400L))))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("has lost its first messages");
  }

  @Test
  void aTopicThatWasMadeAnewIsRefused() {
    assertThatThrownBy(() -> START.messagesSince(content(List.of(0L, 0L), List.of(520L, 7L))))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("was made anew");
  }

  @Test
  void aTopicOfOtherPartitionsIsRefused() {
    assertThatThrownBy(
            () -> START.messagesSince(content(List.of(0L, 0L, 0L), List.of(520L, 400L, 0L))))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("has 3 partitions and had 2");
  }

  private static ReplayTopic.Content content(List<Long> first, List<Long> end) {
    return new ReplayTopic.Content(byPartition(first), byPartition(end));
  }

  private static Map<Integer, Long> byPartition(List<Long> offsets) {
    Map<Integer, Long> map = new HashMap<>();
    offsets.forEach(offset -> map.put(map.size(), offset));
    return map;
  }
}
