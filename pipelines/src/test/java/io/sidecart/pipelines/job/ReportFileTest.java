package io.sidecart.pipelines.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir Path folder;

  @Test
  void foldersAboveItAreMadeAndOnlyTheReportStaysThere() throws IOException {
    // Given
    Path file = folder.resolve("some/where/report.json");
    ReportFile report = ReportFile.claim(file.toString());
    assertThat(file.getParent()).isEmptyDirectory();

    // When
    report.write("{}\n");

    // Then
    assertThat(file).hasContent("{}\n");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void theReportOfBeforeStaysUntilTheNewOneIsWritten() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("report.json"), "before");

    // When
    ReportFile report = ReportFile.claim(file.toString());

    // Then
    assertThat(file).hasContent("before");
    report.write("after");
    assertThat(file).hasContent("after");
  }

  @Test
  void aFolderIsRefused() {
    assertThatThrownBy(() -> ReportFile.claim(folder.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessage("--report=" + folder + " is a folder: name a file");
  }

  @Test
  void aFileInThePlaceOfItsFolderIsRefused() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("file"), "text");

    // When, then
    assertThatThrownBy(() -> ReportFile.claim(file + "/report.json"))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void withoutTheOptionNothingIsWritten() throws IOException {
    ReportFile.claim(null).write("{}\n");

    assertThat(folder).isEmptyDirectory();
  }
}
