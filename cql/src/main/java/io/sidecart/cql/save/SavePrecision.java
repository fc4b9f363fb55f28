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
 * Keeps the sums of windows in a table of averages. Of the values of one window, model and run the
 * one with the most events stays, in whatever order they are written: panes have to accumulate. A
 * value that an event which came late makes smaller changes nothing.
 *
 * <p>The rows come out once they are durable, unchanged. A write that fails for a passing reason is
 * sent again until patience is over; then the bundle fails with a {@link
 * io.sidecart.model.SidecartException}, and whatever repeats it repairs what is missing.
 */
public final class SavePrecision
    extends PTransform<PCollection<WindowPrecision>, PCollection<WindowPrecision>> {
  private static final long serialVersionUID = 1L;

  private static final String SERVED = "precision_by_window";
  private static final String DELAYED = "delayed_precision_by_window";

  private final String table;
  private final CassandraSettings settings;
  private final Duration patience;

  private SavePrecision(String table, CassandraSettings settings, Duration patience) {
    this.table = table;
    this.settings = requireNonNull(settings, "settings");
    this.patience = Patience.checked(patience);
  }

  /** Into precision_by_window. */
  public static SavePrecision into(CassandraSettings settings) {
    return new SavePrecision(SERVED, settings, PatientWrites.DEFAULT_PATIENCE);
  }

  /** Into delayed_precision_by_window. */
  public static SavePrecision delayedInto(CassandraSettings settings) {
    return new SavePrecision(DELAYED, settings, PatientWrites.DEFAULT_PATIENCE);
  }

  /**
   * How long to send a write again, 2 minutes where it is not said.
   *
   * @throws io.sidecart.model.UsageException if it is below a second
   */
  public SavePrecision withPatience(Duration value) {
    return new SavePrecision(table, settings, value);
  }

  @Override
  public PCollection<WindowPrecision> expand(PCollection<WindowPrecision> input) {
    return input
        .apply(
            "WriteRows",
            ParDo.of(new SaveRowsFn<>(table, settings, new PrecisionStatements(table), patience)))
        .setCoder(input.getCoder());
  }
}
