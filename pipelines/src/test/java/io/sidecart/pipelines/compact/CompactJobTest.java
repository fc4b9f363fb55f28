package io.sidecart.pipelines.compact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pipeline")
class CompactJobTest {
  @TempDir Path temporary;
  private final Storage storage = Storages.of("/");
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private CompactOptions options;

  @BeforeEach
  void setOptions() {
    options = TestPipeline.testingPipelineOptions().as(CompactOptions.class);
    options.setPath(temporary.resolve("rows").toString());
    options.setOlderThan("0s");
  }

  @Test
  void eachFolderIsCompactedAndTheProofIsPrinted() throws IOException {
    write("dt=2023-11-14/hour=22/a.parquet", 0, 9);
    write("dt=2023-11-14/hour=22/b.parquet", 5, 14);
    write("dt=2023-11-14/hour=23/a.parquet", 20, 29);
    write("dt=2023-11-14/hour=23/b.parquet", 30, 39);
    write("dt=2023-11-15/hour=00/a.parquet", 40, 49);
    options.setReport(temporary.resolve("report.json").toString());

    run();

    assertThat(Rows.readFolder(storage, options.getPath())).hasSize(45).doesNotHaveDuplicates();
    assertThat(files()).hasSize(3).noneMatch(name -> name.startsWith("."));
    assertThat(printed())
        .contains("dt=2023-11-14/hour=22  2 -> 1")
        .containsPattern("total +4 -> 2 .*40 -> 35 +5 +([0-9a-f]{16}) +\\1\n");
    JsonNode report = new ObjectMapper().readTree(temporary.resolve("report.json").toFile());
    assertThat(report.at("/total/files_before").asInt()).isEqualTo(4);
    assertThat(report.at("/total/doubles").asInt()).isEqualTo(5);
    assertThat(report.at("/folders")).hasSize(2);
  }

  @Test
  void aSecondRunSaysThatThereIsNothingToDo() throws IOException {
    write("dt=2023-11-14/hour=22/a.parquet", 0, 9);
    write("dt=2023-11-14/hour=22/b.parquet", 5, 14);
    run();
    printed.reset();

    run();

    assertThat(printed()).isEqualTo("  nothing to compact below " + options.getPath() + "\n");
  }

  @Test
  void aDryRunPrintsThePlanAndChangesNothing() throws IOException {
    write("dt=2023-11-14/hour=22/a.parquet", 0, 9);
    write("dt=2023-11-14/hour=22/b.parquet", 5, 14);
    options.setDryRun(true);

    run();

    assertThat(files()).containsExactly("a.parquet", "b.parquet");
    assertThat(printed()).contains("would be").containsPattern("total +2 +1 +.*20\n");
  }

  @Test
  void aDamagedFileDoesNotKeepOtherFoldersFromIt() throws IOException {
    write("hour=1/a.parquet", 0, 9);
    write("hour=1/b.parquet", 10, 19);
    write("hour=2/a.parquet", 20, 29);
    Path damaged = temporary.resolve("rows/hour=2/b.parquet");
    Files.writeString(damaged, "no Parquet");

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith(
            "1 of 2 folders could not be compacted, the first because:"
                + " Cannot be read as Parquet: "
                + damaged);

    assertThat(files()).hasSize(3).contains("a.parquet", "b.parquet");
    assertThat(printed()).contains("hour=2: Cannot be read as Parquet");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, -20})
  void aFlippedByteOfAPageOrTheFooterDoesNotKeepOtherFoldersFromIt(int position)
      throws IOException {
    write("hour=1/a.parquet", 0, 9);
    write("hour=1/b.parquet", 10, 19);
    write("hour=2/a.parquet", 20, 29);
    write("hour=2/b.parquet", 30, 39);
    Path damaged = temporary.resolve("rows/hour=2/b.parquet");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[Math.floorMod(position, bytes.length)] ^= 0x55;
    Files.write(damaged, bytes);

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("1 of 2 folders could not be compacted")
        .hasMessageContaining(damaged.toString());

    assertThat(files()).hasSize(3).contains("a.parquet", "b.parquet");
    assertThat(damaged).hasBinaryContent(bytes);
    assertThat(printed()).contains("total").contains("hour=2: ");
  }

  @Test
  void aRunThatIsHeldByAnotherIsRefused() throws IOException {
    write("hour=1/a.parquet", 0, 9);
    Files.writeString(
        temporary.resolve("rows/.compact-run.lock"),
        """
        {"run": "other", "attempt": "1", "host": "elsewhere", "pid": 7, "started": "",
         "since": "yesterday"}
        """);

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("(process 7 on elsewhere since yesterday)")
        .hasMessageContaining("--breakLock");

    options.setBreakLock(true);
    run();
    assertThat(files()).containsExactly("a.parquet");
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessage("There is no folder " + options.getPath() + ": --path names what to compact");
  }

  @Test
  void aFolderWithoutParquetFilesIsNamed() throws IOException {
    Files.createDirectories(temporary.resolve("rows/dt=2023-11-14"));

    assertThatThrownBy(this::run)
        .isInstanceOf(SidecartException.class)
        .hasMessage("There are no Parquet files below " + options.getPath());
  }

  @Test
  void sizesThatContradictAreRefused() {
    options.setTargetFileSize("1MB");
    options.setSmallerThan("2MB");

    assertThatThrownBy(this::run)
        .isInstanceOf(UsageException.class)
        .hasMessage("--smallerThan must not be larger than --targetFileSize (1MB), but was '2MB'");
  }

  private void run() throws IOException {
    new CompactJob(new PrintStream(printed, true, UTF_8)).run(options);
  }

  private String printed() {
    return printed.toString(UTF_8);
  }

  private void write(String name, long first, long last) {
    Rows.write(storage, options.getPath() + "/" + name, Rows.rows(0, first, last));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(temporary.resolve("rows"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
