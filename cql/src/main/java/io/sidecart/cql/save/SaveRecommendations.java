package io.sidecart.cql.save;

import static java.util.Objects.requireNonNull;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.PatientWrites;
import io.sidecart.model.EnrichedEvent;
import java.time.Duration;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Keeps what was served: every row in recommendations_history, and of each user the latest in
 * recommendations_latest. A replay rewrites its rows and never takes the latest back. A row always
 * holds one whole answer, also where a replay under another model gives a second.
 *
 * <p>The rows come out once they are durable, unchanged. A write that fails for a passing reason is
 * sent again until patience is over; then the bundle fails with a {@link
 * io.sidecart.model.SidecartException}, and whatever repeats it repairs what is missing.
 */
public final class SaveRecommendations
    extends PTransform<PCollection<EnrichedEvent>, PCollection<EnrichedEvent>> {
  private static final long serialVersionUID = 1L;

  private final CassandraSettings settings;
  private final Duration patience;
  private final boolean addsOwnPurchases;

  private SaveRecommendations(
      CassandraSettings settings, Duration patience, boolean addsOwnPurchases) {
    this.settings = requireNonNull(settings, "settings");
    this.patience = Patience.checked(patience);
    this.addsOwnPurchases = addsOwnPurchases;
  }

  public static SaveRecommendations into(CassandraSettings settings) {
    return new SaveRecommendations(settings, PatientWrites.DEFAULT_PATIENCE, false);
  }

  /**
   * How long to send a write again, 2 minutes where it is not said.
   *
   * @throws io.sidecart.model.UsageException if it is below a second
   */
  public SaveRecommendations withPatience(Duration value) {
    return new SaveRecommendations(settings, value, addsOwnPurchases);
  }

  /**
   * Adds each event to its user's own purchases as well, under its place in Kafka, so that a replay
   * adds nothing; a look-up finds it there from then on. Events of users or items without a number
   * are left out.
   */
  public SaveRecommendations withOwnPurchases(boolean adds) {
    return new SaveRecommendations(settings, patience, adds);
  }

  @Override
  public PCollection<EnrichedEvent> expand(PCollection<EnrichedEvent> input) {
    return input
        .apply(
            "WriteRows",
            ParDo.of(
                new SaveRowsFn<>(
                    "recommendations",
                    settings,
                    new RecommendationStatements(addsOwnPurchases),
                    patience)))
        .setCoder(input.getCoder());
  }
}
