package io.sidecart.cql.save;

import static java.util.Objects.requireNonNull;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.PatientWrites;
import io.sidecart.model.CartEvent;
import java.time.Duration;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Adds purchases that come as events to own_purchases, each under its own place in Kafka, so that a
 * replay adds nothing. No job does so yet: own purchases are those that prepare has loaded.
 *
 * <p>The rows come out once they are durable, unchanged. A write that fails for a passing reason is
 * sent again until patience is over; then the bundle fails with a {@link
 * io.sidecart.model.SidecartException}, and whatever repeats it repairs what is missing.
 */
public final class SaveOwnPurchases
    extends PTransform<PCollection<CartEvent>, PCollection<CartEvent>> {
  private static final long serialVersionUID = 1L;

  private final CassandraSettings settings;
  private final Duration patience;

  private SaveOwnPurchases(CassandraSettings settings, Duration patience) {
    this.settings = requireNonNull(settings, "settings");
    this.patience = Patience.checked(patience);
  }

  public static SaveOwnPurchases into(CassandraSettings settings) {
    return new SaveOwnPurchases(settings, PatientWrites.DEFAULT_PATIENCE);
  }

  /**
   * How long to send a write again, 2 minutes where it is not said.
   *
   * @throws io.sidecart.model.UsageException if it is below a second
   */
  public SaveOwnPurchases withPatience(Duration value) {
    return new SaveOwnPurchases(settings, value);
  }

  @Override
  public PCollection<CartEvent> expand(PCollection<CartEvent> input) {
    return input
        .apply(
            "WriteRows",
            ParDo.of(
                new SaveRowsFn<>("own_purchases", settings, new OwnPurchaseStatements(), patience)))
        .setCoder(input.getCoder());
  }
}
