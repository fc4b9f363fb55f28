package io.sidecart.pipelines.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.pipelines.evaluate.PurchaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryInMemoryTest {
  @TempDir Path folder;
  private HistoryInMemory history = new HistoryInMemory("");

  @BeforeEach
  void write() throws IOException {
    history = new HistoryInMemory(new PurchaseFolder().buys(1, 2, 3).write(folder));
  }

  @Test
  void filesAreReadOnce() throws IOException {
    PurchaseLog first = history.purchases();
    Files.delete(folder.resolve("part-0.parquet"));

    assertThat(history.purchases()).isSameAs(first);
  }

  @Test
  void whatWasLetGoOfIsReadAnew() throws IOException {
    assertThat(history.purchases().size()).isEqualTo(1);
    Files.delete(folder.resolve("part-0.parquet"));

    history.letGo();

    assertThatThrownBy(history::purchases).isInstanceOf(SidecartException.class);
  }
}
