package io.sidecart.transforms.csv;

import io.sidecart.model.SidecartException;
import io.sidecart.model.rows.Header;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * An open CSV file: its header, then line after line.
 *
 * <p>A row is one line, so that a quote left open spoils one row and not the rest of the file. Text
 * is UTF-8; bytes that are none come as U+FFFD. Compression by gzip is seen by the content.
 */
final class CsvFile implements AutoCloseable {
  /** Longer lines are cut; no row is so long. */
  static final int LONGEST_LINE = 1 << 20;

  private static final CSVFormat FORMAT = CSVFormat.RFC4180;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int ZIP_MAGIC = 0x504b;

  private final String path;
  private final BufferedReader reader;
  private final Header header;
  private long line;

  private CsvFile(String path, InputStream in) throws IOException {
    this.path = path;
    reader = new BufferedReader(new InputStreamReader(decompressed(in), StandardCharsets.UTF_8));
    header = readHeader();
  }

  /**
   * Opens a file and reads its header. The stream is closed with the file, or by a failure.
   *
   * @throws SidecartException if the file is empty or cannot be read; the message names it
   */
  static CsvFile open(String path, InputStream in) throws IOException {
    try {
      return new CsvFile(path, in);
    } catch (IOException e) {
      in.close();
      throw new SidecartException("cannot read " + path + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      in.close();
      throw e;
    }
  }

  Header header() {
    return header;
  }

  /** The number of the line last read, from 1 for the header. */
  long line() {
    return line;
  }

  /**
   * The next line that is not blank, null at the end.
   *
   * @throws SidecartException if the file breaks off; the message names it and the line
   */
  @Nullable String next() {
    try {
      String text;
      do {
        text = readLine();
      } while (text != null && text.isBlank());
      return text;
    } catch (IOException e) {
      throw new SidecartException(
          "%s is broken after line %d: %s".formatted(path, line, e.getMessage()), e);
    }
  }

  /**
   * The cells of a line.
   *
   * @throws IOException if a quote is left open or misplaced, or a carriage return ends the cells
   *     before the line ends
   */
  static List<String> cells(String text) throws IOException {
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() > 1) {
        throw new IOException("a carriage return stands in the middle of a line");
      }
      return records.isEmpty() ? List.of("") : records.get(0).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private InputStream decompressed(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    if (magic == GZIP_MAGIC) {
      return new GZIPInputStream(in, 1 << 16);
    }
    if (magic == ZIP_MAGIC) {
      throw new SidecartException(path + " is a zip archive: unpack it");
    }
    if (magic != -1 && path.endsWith(".gz")) {
      throw new SidecartException(path + " is not compressed by gzip, although its name says so");
    }
    return in;
  }

  private Header readHeader() throws IOException {
    String text = readLine();
    if (text == null || text.isBlank()) {
      throw new SidecartException(
          text == null
              ? path + " is empty: it has no header"
              : "the first line of " + path + " is blank: it has no header");
    }
    return new Header(cells(text.startsWith("\uFEFF") ? text.substring(1) : text));
  }

  /** Like readLine, but of a bounded length: a file of another kind may have no line ends. */
  private @Nullable String readLine() throws IOException {
    StringBuilder text = new StringBuilder(128);
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (text.length() <= LONGEST_LINE) {
        text.append((char) c);
      }
    }
    line++;
    int length = text.length();
    if (length > 0 && text.charAt(length - 1) == '\r') {
      text.setLength(length - 1);
    }
    return text.toString();
  }
}
