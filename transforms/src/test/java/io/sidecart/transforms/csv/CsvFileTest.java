package io.sidecart.transforms.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.rows.Column;
import io.sidecart.model.rows.Header;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvFileTest {

  @Test
  void linesAreCountedFromTheHeaderOn() throws Exception {
    try (CsvFile file = open("a.csv", "x,y\r\n1,2\r\n\r\n3,4")) {
      assertThat(file.header().size()).isEqualTo(2);
      assertThat(file.next()).isEqualTo("1,2");
      assertThat(file.line()).isEqualTo(2);
      assertThat(file.next()).isEqualTo("3,4");
      assertThat(file.line()).isEqualTo(4);
      assertThat(file.next()).isNull();
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() throws Exception {
    try (CsvFile file = open("a.csv", "\uFEFFitem_id,y\n")) {
      Header header = file.header();
      assertThat(header.indexOf(Column.required("itemColumn", "item_id"))).isZero();
    }
  }

  @Test
  void compressionIsSeenByTheContent() throws Exception {
    try (CsvFile file = CsvFile.open("a.csv", new ByteArrayInputStream(gzip("x,y\n1,2\n")))) {
      assertThat(readAll(file)).containsExactly("1,2");
    }
  }

  @Test
  void aQuotedCellMayHoldACommaAndAQuote() throws Exception {
    assertThat(CsvFile.cells("1,\"a, \"\"b\"\"\",")).containsExactly("1", "a, \"b\"", "");
  }

  @Test
  void anOpenQuoteIsAnError() {
    assertThatThrownBy(() -> CsvFile.cells("1,\"a")).isInstanceOf(IOException.class);
  }

  @Test
  void aCarriageReturnInTheMiddleIsAnError() throws Exception {
    assertThatThrownBy(() -> CsvFile.cells("1,2\r3,4")).isInstanceOf(IOException.class);
    assertThat(CsvFile.cells("1,\"2\r3\"")).containsExactly("1", "2\r3");
    assertFails("mac.csv", bytes("x,y\r1,2\r3,4\r"), "a carriage return stands in the middle");
  }

  @Test
  void aHugeLineIsCut() throws Exception {
    try (CsvFile file = open("a.csv", "x\n" + "1".repeat(3 * CsvFile.LONGEST_LINE) + "\n2\n")) {
      assertThat(file.next()).hasSize(CsvFile.LONGEST_LINE + 1);
      assertThat(file.next()).isEqualTo("2");
    }
  }

  @Test
  void anEmptyFileIsNamed() {
    assertFails("dir/empty.csv", new byte[0], "dir/empty.csv is empty: it has no header");
  }

  @Test
  void aFileThatIsNotCompressedAsItsNameSaysIsNamed() {
    assertFails("a.csv.gz", bytes("x,y\n"), "a.csv.gz is not compressed by gzip");
  }

  @Test
  void aZipArchiveIsNamed() {
    assertFails("a.zip", bytes("PK\3\4"), "a.zip is a zip archive");
  }

  @Test
  void aFileThatBreaksOffIsNamedWithTheLine() throws Exception {
    StringBuilder rows = new StringBuilder("x,y\n");
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      rows.append(random.nextInt()).append(",2\n");
    }
    byte[] whole = gzip(rows.toString());

    assertFails(
        "broken.csv.gz",
        Arrays.copyOf(whole, whole.length / 2),
        "broken.csv.gz is broken after line ");
  }

  @Test
  void aDamagedGzipHeaderIsNamed() {
    assertFails("a.csv.gz", new byte[] {0x1f, (byte) 0x8b, 9, 9}, "cannot read a.csv.gz");
  }

  private static void assertFails(String path, byte[] content, String message) {
    assertThatThrownBy(
            () -> {
              try (CsvFile file = CsvFile.open(path, new ByteArrayInputStream(content))) {
                readAll(file);
              }
            })
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(message);
  }

  private static List<String> readAll(CsvFile file) {
    List<String> lines = new ArrayList<>();
    for (@Nullable String line = file.next(); line != null; line = file.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static CsvFile open(String path, String content) throws IOException {
    return CsvFile.open(path, new ByteArrayInputStream(bytes(content)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes(text));
    }
    return out.toByteArray();
  }
}
