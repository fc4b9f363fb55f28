package io.sidecart.pipelines.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.rows.BadRow;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.tables.WriteLines;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes malformed rows as JSON lines of one file, {@code rows.jsonl}: source, line, reason,
 * detail, text.
 */
final class WriteBadRows extends PTransform<PCollectionList<BadRow>, PDone> {
  private static final long serialVersionUID = 1L;

  private final String folder;

  private WriteBadRows(String folder) {
    this.folder = folder;
  }

  static WriteBadRows to(String folder) {
    return new WriteBadRows(folder);
  }

  @Override
  public PDone expand(PCollectionList<BadRow> badRows) {
    return badRows
        .apply("Gather", Flatten.pCollections())
        .apply("Tell as JSON", ParDo.of(new ToJsonFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("Write file", WriteLines.to(StoragePaths.child(folder, "rows.jsonl")));
  }

  private static final class ToJsonFn extends DoFn<BadRow, String> {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ProcessElement
    public void toJson(@Element BadRow row, OutputReceiver<String> out)
        throws JsonProcessingException {
      out.output(JSON.writeValueAsString(row));
    }
  }
}
