package io.sidecart.cql.load;

import static java.util.Objects.requireNonNull;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.BaselineItem;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Writes the baselines to Cassandra, one element for each place in one.
 *
 * <p>A load overwrites rows with the same key; {@link EarlierLoad#remove} takes back those of an
 * earlier one before it.
 */
public final class LoadBaselines extends PTransform<PCollection<BaselineItem>, PDone> {
  private static final long serialVersionUID = 1L;

  private final CassandraSettings settings;

  private LoadBaselines(CassandraSettings settings) {
    this.settings = settings;
  }

  public static LoadBaselines into(CassandraSettings settings) {
    return new LoadBaselines(requireNonNull(settings, "settings"));
  }

  @Override
  public PDone expand(PCollection<BaselineItem> input) {
    return input
        .apply(
            "MapToRows",
            MapElements.into(TypeDescriptor.of(BaselineRow.class)).via(BaselineRow::of))
        .setCoder(SerializableCoder.of(BaselineRow.class))
        .apply("WriteRows", Writes.of(settings, BaselineRow.class));
  }
}
