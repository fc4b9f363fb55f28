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
  private final SureTimer timer;

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
    this.timer = new SureTimer(tellAt, timer, EACH);
  }

  void tell(List<WrittenFile> files, OutputReceiver<WrittenFile> out) {
    List<TimestampedValue<WrittenFile>> all = new ArrayList<>(files());
    for (WrittenFile file : files) {
      out.output(file);
      all.add(TimestampedValue.of(file, timer.now()));
    }
    told.write(all);
  }

  /** Where it is not time yet, nothing happens; else the timer is set for what is told again. */
  void tellAgain(OutputReceiver<WrittenFile> out) {
    if (!timer.isDue()) {
      return;
    }
    List<TimestampedValue<WrittenFile>> young = new ArrayList<>();
    for (TimestampedValue<WrittenFile> file : files()) {
      out.output(file.getValue());
      if (file.getTimestamp().plus(TOLD_FOR).isAfter(timer.now())) {
        young.add(file);
      }
    }
    told.write(young);
    timer.clear();
    keepTelling();
  }

  /** Sets the timer where it is needed. */
  void keepTelling() {
    if (!files().isEmpty()) {
      timer.set();
    }
  }

  private List<TimestampedValue<WrittenFile>> files() {
    @Nullable List<TimestampedValue<WrittenFile>> files = told.read();
    return files == null ? List.of() : files;
  }
}
