package io.sidecart.cql.load;

import static java.util.Objects.requireNonNull;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.OwnItem;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Writes who bought what in the history to Cassandra: user id to what the history says of one item.
 *
 * <p>A load overwrites rows with the same key; {@link EarlierLoad#remove} takes back those of an
 * earlier one before it.
 */
public final class LoadOwnPurchases extends PTransform<PCollection<KV<Integer, OwnItem>>, PDone> {
  private static final long serialVersionUID = 1L;

  private final CassandraSettings settings;

  private LoadOwnPurchases(CassandraSettings settings) {
    this.settings = settings;
  }

  public static LoadOwnPurchases into(CassandraSettings settings) {
    return new LoadOwnPurchases(requireNonNull(settings, "settings"));
  }

  @Override
  public PDone expand(PCollection<KV<Integer, OwnItem>> input) {
    return input
        .apply(
            "MapToRows",
            MapElements.into(TypeDescriptor.of(OwnPurchasesRow.class))
                .via(OwnPurchasesRow::ofHistory))
        .setCoder(SerializableCoder.of(OwnPurchasesRow.class))
        .apply("WriteRows", Writes.of(settings, OwnPurchasesRow.class));
  }
}
