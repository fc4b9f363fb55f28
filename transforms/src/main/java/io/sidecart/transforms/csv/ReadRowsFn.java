package io.sidecart.transforms.csv;

import io.sidecart.model.rows.BadRow;
import io.sidecart.model.rows.ParsedRow;
import io.sidecart.model.rows.RowFormat;
import io.sidecart.model.rows.RowParser;
import java.io.IOException;
import java.nio.channels.Channels;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file from its first row to its last: good rows, bad ones, and the reasons of the rest.
 */
final class ReadRowsFn<T> extends DoFn<FileIO.ReadableFile, T> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<BadRow> BAD_ROWS = new TupleTag<>("badRows") {};
  static final TupleTag<String> DROPPED = new TupleTag<>("dropped") {};

  private final RowFormat<T> format;
  private final TupleTag<T> rows;

  ReadRowsFn(RowFormat<T> format, TupleTag<T> rows) {
    this.format = format;
    this.rows = rows;
  }

  @ProcessElement
  public void readRows(@Element FileIO.ReadableFile file, MultiOutputReceiver out)
      throws IOException {
    String path = file.getMetadata().resourceId().toString();
    String source = file.getMetadata().resourceId().getFilename();
    try (CsvFile csv = CsvFile.open(path, Channels.newInputStream(file.open()));
        RowParser<T> rowParser = format.parserOf(csv.header())) {
      LineParser<T> parser = new LineParser<>(source, csv.header().size(), rowParser);
      @Nullable String text;
      while ((text = csv.next()) != null) {
        ParsedRow<T> row = parser.parse(csv.line(), text);
        if (row instanceof ParsedRow.Kept<T> kept) {
          out.get(rows).output(kept.value());
        } else if (row instanceof ParsedRow.Dropped<T> dropped) {
          out.get(DROPPED).output(dropped.reason());
        } else if (row instanceof ParsedRow.Malformed<T> malformed) {
          ParsedRow.Fault fault = malformed.fault();
          out.get(BAD_ROWS)
              .output(new BadRow(source, csv.line(), fault.reason(), fault.detail(), text));
        }
      }
    }
  }
}
