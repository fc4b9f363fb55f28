package io.sidecart.transforms.csv;

import io.sidecart.model.UsageException;
import io.sidecart.model.rows.BadRow;
import io.sidecart.model.rows.RowFormat;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the rows of CSV files with a header, plain or compressed by gzip, on any file system.
 *
 * <p>Columns are found by name in each file's own header. A row is one line. What cannot be read
 * comes out as a {@link BadRow}; a file that cannot be read fails the pipeline with a {@link
 * io.sidecart.model.SidecartException} that names it. {@link CsvHeaders} tells most such failures
 * beforehand.
 *
 * @param <T> what a row says
 */
public final class ReadCsv<T> extends PTransform<PBegin, CsvRows<T>> {
  private static final long serialVersionUID = 1L;

  private final Coder<T> coder;
  private final RowFormat<T> format;
  private final List<String> patterns;

  private ReadCsv(Coder<T> coder, RowFormat<T> format, List<String> patterns) {
    this.coder = coder;
    this.format = format;
    this.patterns = patterns;
  }

  /**
   * @param coder of what a row says
   */
  public static <T> ReadCsv<T> of(Coder<T> coder, RowFormat<T> format) {
    return new ReadCsv<>(coder, format, List.of());
  }

  /**
   * @param patterns paths or globs, separated by commas
   */
  public ReadCsv<T> from(String patterns) {
    List<String> split = CsvHeaders.split(patterns);
    if (split.isEmpty()) {
      throw new UsageException("a path or a pattern of CSV files is needed");
    }
    return new ReadCsv<>(coder, format, split);
  }

  @Override
  public CsvRows<T> expand(PBegin input) {
    TupleTag<T> rows = new TupleTag<>("rows");
    PCollectionTuple outputs =
        input
            .apply("Name patterns", Create.of(patterns))
            .apply(
                "Find files",
                FileIO.matchAll().withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW))
            .apply("Open files", FileIO.readMatches().withCompression(Compression.UNCOMPRESSED))
            .apply(
                "Read rows",
                ParDo.of(new ReadRowsFn<>(format, rows))
                    .withOutputTags(
                        rows, TupleTagList.of(ReadRowsFn.BAD_ROWS).and(ReadRowsFn.DROPPED)));
    return new CsvRows<>(
        outputs.get(rows).setCoder(coder),
        outputs.get(ReadRowsFn.BAD_ROWS),
        outputs.get(ReadRowsFn.DROPPED));
  }
}
