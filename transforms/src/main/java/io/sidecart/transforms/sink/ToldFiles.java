package io.sidecart.transforms.sink;

import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.coders.WrittenFileCoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The files that a key has written in the last minute: each is told of at once, and again every 15
 * seconds, for whoever did not hear of it.
 */
final class ToldFiles {
  static final Coder<List<TimestampedValue<WrittenFile>>> CODER =
      ListCoder.of(TimestampedValueCoder.of(WrittenFileCoder.of()));

  /** Longer than it takes to compute the state of some micro-batches anew. */
  private static final Duration TOLD_FOR = Duration.standardMinutes(1);

  private static final Duration EACH = Duration.standardSeconds(15);

  private final ValueState<List<TimestampedValue<WrittenFile>>> told;
  private final ValueState<Instant> tellAt;
  private final Timer timer;
  private final Instant now;

  /**
   * @param told the files, with the times when they were written
   * @param tellAt when they are told of again; empty where the timer is not set
   * @param timer rings then, for {@link #tellAgain}
   */
  ToldFiles(
      ValueState<List<TimestampedValue<WrittenFile>>> told,
      ValueState<Instant> tellAt,
      Timer timer) {
    this.told = told;
    this.tellAt = tellAt;
    this.timer = timer;
    this.now = timer.getCurrentRelativeTime();
  }

  void tell(List<WrittenFile> files, OutputReceiver<WrittenFile> out) {
    List<TimestampedValue<WrittenFile>> all = new ArrayList<>(files());
    for (WrittenFile file : files) {
      out.output(file);
      all.add(TimestampedValue.of(file, now));
    }
    told.write(all);
  }

  /** Where it is not time yet, nothing happens: SparkRunner keeps timers that were set before. */
  void tellAgain(OutputReceiver<WrittenFile> out) {
    Instant due = tellAt.read();
    if (due == null || due.isAfter(now)) {
      return;
    }
    List<TimestampedValue<WrittenFile>> young = new ArrayList<>();
    for (TimestampedValue<WrittenFile> file : files()) {
      out.output(file.getValue());
      if (file.getTimestamp().plus(TOLD_FOR).isAfter(now)) {
        young.add(file);
      }
    }
    told.write(young);
    tellAt.clear();
  }

  /**
   * Sets the timer where it is needed, or should have rung. A task of Spark that is tried again
   * finds the state that the failed one has left, and not its timers.
   */
  void keepTelling() {
    Instant due = tellAt.read();
    if (due == null ? !files().isEmpty() : due.plus(EACH).isBefore(now)) {
      tellAt.write(now.plus(EACH));
      timer.offset(EACH).setRelative();
    }
  }

  private List<TimestampedValue<WrittenFile>> files() {
    @Nullable List<TimestampedValue<WrittenFile>> files = told.read();
    return files == null ? List.of() : files;
  }
}
