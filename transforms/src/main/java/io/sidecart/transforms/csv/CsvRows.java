package io.sidecart.transforms.csv;

import io.sidecart.model.rows.BadRow;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * All rows of some CSV files: each is in one of the three.
 *
 * @param rows what the good rows say
 * @param badRows the malformed rows
 * @param dropped for each row that the rules leave out, the reason
 */
public record CsvRows<T>(
    PCollection<T> rows, PCollection<BadRow> badRows, PCollection<String> dropped)
    implements POutput {

  @Override
  public Pipeline getPipeline() {
    return rows.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(
        new TupleTag<>("rows"), rows,
        new TupleTag<>("badRows"), badRows,
        new TupleTag<>("dropped"), dropped);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
