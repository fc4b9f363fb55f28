package io.sidecart.pipelines.prepare;

import io.sidecart.model.rows.Column;
import io.sidecart.model.rows.IdRows;
import io.sidecart.transforms.csv.ReadCsv;
import io.sidecart.transforms.tables.WriteLines;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/** From a column of some CSV files to a text file of its ids, in which one may stand repeatedly. */
final class GatherIds {
  private GatherIds() {}

  /**
   * @param kind names the step
   * @param patterns of the CSV files, which all have the column
   */
  static void build(
      Pipeline pipeline, String kind, List<String> patterns, Column column, String file) {
    PCollection<String> ids =
        pipeline
            .apply(
                "Read " + kind,
                ReadCsv.of(StringUtf8Coder.of(), new IdRows(column))
                    .from(String.join(",", patterns)))
            .rows()
            .apply("Tell apart " + kind, ParDo.of(new FirstOfBundleFn()))
            .setCoder(StringUtf8Coder.of());
    ids.apply("Write " + kind, WriteLines.to(file));
  }

  /** Lets a text pass once a bundle, so that few are left of many rows. */
  private static final class FirstOfBundleFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Set<String> seen;

    @StartBundle
    public void start() {
      seen = new HashSet<>();
    }

    @ProcessElement
    public void process(@Element String text, OutputReceiver<String> texts) {
      if (seen.add(text)) {
        texts.output(text);
      }
    }
  }
}
