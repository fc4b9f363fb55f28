package io.sidecart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {
  private static final SampleSettings SMALL =
      SampleSettings.demo().withSize(100, 300, 4_000).withFlaws(6, 10);

  @TempDir Path folder;

  @Test
  void theSameSettingsGiveTheSameBytes() throws Exception {
    SampleData.write(folder.resolve("one"), SMALL);
    SampleData.write(folder.resolve("two"), SMALL);

    for (String file : List.of("purchases.csv", "products.csv")) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
  }

  @Test
  void anotherSeedGivesOtherPurchases() throws Exception {
    Path one = SampleData.write(folder.resolve("one"), SMALL).purchases();
    Path two = SampleData.write(folder.resolve("two"), SMALL.withSeed(7)).purchases();

    assertThat(Files.readString(one)).isNotEqualTo(Files.readString(two));
  }

  @Test
  void theDemoHasTheSizeThatItPromises() throws Exception {
    SampleData.Written written = SampleData.write(folder, SampleSettings.demo());

    List<String[]> purchases = cells(written.purchases());
    List<String[]> products = cells(written.products());
    assertThat(purchases).hasSize(200_000).hasSize(written.rows());
    assertThat(distinct(purchases, 0)).isEqualTo(2_500);
    assertThat(products).hasSize(5_600);
    assertThat(distinct(products, 0)).isEqualTo(5_600);
    assertThat(distinct(products, 1)).isEqualTo(21);
    assertThat(distinct(products, 2)).isEqualTo(202);
    assertThat(distinct(products, 3)).isEqualTo(5_600);
    List<String[]> dearer =
        purchases.stream()
            .filter(row -> Double.parseDouble(row[5]) >= Double.parseDouble(row[4]))
            .toList();
    assertThat(distinct(dearer, 3)).isGreaterThan(5_000);
  }

  @Test
  void popularityHasALongTail() throws Exception {
    SampleData.Written written = SampleData.write(folder, SampleSettings.demo());

    List<Long> counts =
        cells(written.purchases()).stream()
            .collect(Collectors.groupingBy(row -> row[3], Collectors.counting()))
            .values()
            .stream()
            .sorted(Comparator.reverseOrder())
            .toList();
    long ofTheFirstTenth = counts.stream().limit(560).mapToLong(Long::longValue).sum();
    assertThat(ofTheFirstTenth).isBetween(90_000L, 160_000L);
  }

  @Test
  void rowsStandInTheOrderOfDaysAndBaskets() throws Exception {
    List<String[]> rows = cells(SampleData.write(folder, SMALL.withFlaws(0, 0)).purchases());

    assertThat(rows).isSortedAccordingTo(Comparator.comparingInt(row -> Integer.parseInt(row[2])));
    assertThat(rows).isSortedAccordingTo(Comparator.comparing(row -> row[1]));
  }

  @Test
  void flawedRowsComeOnTopOfTheGoodOnes() throws Exception {
    SampleData.Written written = SampleData.write(folder, SMALL);

    List<String[]> rows = cells(written.purchases());
    assertThat(rows).hasSize(4_000 + 6 + 10);
    assertThat(rows.stream().filter(row -> row.length == 6).filter(SampleDataTest::hasZero))
        .hasSize(6);
    assertThat(rows.stream().filter(row -> row.length == 2)).hasSize(2);
    assertThat(written.rows()).isEqualTo(4_000);
  }

  @Test
  void tooFewItemsAreRefused() {
    assertThatThrownBy(() -> SampleSettings.demo().withSize(10, 100, 1_000))
        .hasMessageContaining("items must be at least 202, but was 100");
  }

  @Test
  void theSampleBesideTheCodeIsWhatTheGeneratorWrites() throws Exception {
    SampleData.write(folder, SampleSettings.tiny());

    for (String file : List.of("purchases.csv", "products.csv")) {
      assertThat(Path.of("sample", file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  private static boolean hasZero(String[] row) {
    return row[4].equals("0") || row[5].equals("0.00");
  }

  private static long distinct(List<String[]> rows, int column) {
    return rows.stream().map(row -> row[column]).distinct().count();
  }

  static List<String[]> cells(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.skip(1).map(line -> line.split(",", -1)).toList();
    }
  }
}
