package io.sidecart.cql.load;

import static java.util.Objects.requireNonNull;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.ItemFeatures;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Writes the features of items to Cassandra.
 *
 * <p>A load overwrites rows with the same key; {@link EarlierLoad#remove} takes back those of an
 * earlier one before it.
 */
public final class LoadItemFeatures extends PTransform<PCollection<ItemFeatures>, PDone> {
  private static final long serialVersionUID = 1L;

  private final CassandraSettings settings;

  private LoadItemFeatures(CassandraSettings settings) {
    this.settings = settings;
  }

  public static LoadItemFeatures into(CassandraSettings settings) {
    return new LoadItemFeatures(requireNonNull(settings, "settings"));
  }

  @Override
  public PDone expand(PCollection<ItemFeatures> input) {
    return input
        .apply(
            "MapToRows",
            MapElements.into(TypeDescriptor.of(ItemFeaturesRow.class)).via(ItemFeaturesRow::of))
        .setCoder(SerializableCoder.of(ItemFeaturesRow.class))
        .apply("WriteRows", Writes.of(settings, ItemFeaturesRow.class));
  }
}
