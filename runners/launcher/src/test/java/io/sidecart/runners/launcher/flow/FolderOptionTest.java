package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderOptionTest {
  @TempDir private Path folder;
  private Path input;

  @BeforeEach
  void anEarlierRunLeftData() throws Exception {
    try (HeldFolder held = new FolderOption().take(home(), "demo", List.of())) {
      input = Files.writeString(held.path().resolve("purchases.csv"), "user_id,product_id");
    }
  }

  @Test
  void whatAnEarlierRunLeftIsDeleted() throws Exception {
    try (HeldFolder held = new FolderOption().take(home(), "demo", List.of())) {
      assertThat(held.path().resolve("purchases.csv")).doesNotExist();
    }
  }

  @Test
  void anInputThatLiesThereIsNot() {
    assertThatThrownBy(() -> new FolderOption().take(home(), "demo", List.of(input)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "%s lies in %s, which is emptied first; move it, or give another --folder"
                .formatted(input, folder.resolve("demo")));
    assertThat(input).exists();
  }

  @Test
  void anInputThatLiesThereByAnotherNameIsNotEither() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("mine.csv"), input);

    assertThatThrownBy(() -> new FolderOption().take(home(), "demo", List.of(link)))
        .isInstanceOf(UsageException.class);
    assertThat(input).exists();
  }

  private Home home() {
    return new Home(folder, folder);
  }
}
