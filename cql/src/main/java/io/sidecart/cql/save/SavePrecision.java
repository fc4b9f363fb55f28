package io.sidecart.cql.save;

import static java.util.Objects.requireNonNull;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.PatientWrites;
import io.sidecart.model.WindowPrecision;
import java.time.Duration;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Keeps the sums of windows in precision_by_window. Of the values of one window, model and run the
 * one with the most events stays, in whatever order they are written: panes have to accumulate.
 *
 * <p>The rows come out once they are durable, unchanged. A write that fails for a passing reason is
 * sent again until patience is over; then the bundle fails with a {@link
 * io.sidecart.model.SidecartException}, and whatever repeats it repairs what is missing.
 */
public final class SavePrecision
    extends PTransform<PCollection<WindowPrecision>, PCollection<WindowPrecision>> {
  private static final long serialVersionUID = 1L;

  private final CassandraSettings settings;
  private final Duration patience;

  private SavePrecision(CassandraSettings settings, Duration patience) {
    this.settings = requireNonNull(settings, "settings");
    this.patience = Patience.checked(patience);
  }

  public static SavePrecision into(CassandraSettings settings) {
    return new SavePrecision(settings, PatientWrites.DEFAULT_PATIENCE);
  }

  /**
   * How long to send a write again, 2 minutes where it is not said.
   *
   * @throws io.sidecart.model.UsageException if it is below a second
   */
  public SavePrecision withPatience(Duration value) {
    return new SavePrecision(settings, value);
  }

  @Override
  public PCollection<WindowPrecision> expand(PCollection<WindowPrecision> input) {
    return input
        .apply(
            "WriteRows",
            ParDo.of(new SaveRowsFn<>("precision", settings, new PrecisionStatements(), patience)))
        .setCoder(input.getCoder());
  }
}
