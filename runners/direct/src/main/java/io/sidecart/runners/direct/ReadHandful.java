package io.sidecart.runners.direct;

import java.util.List;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;

/** Reads an unbounded source by handfuls; what comes out is what reading it plainly gives. */
final class ReadHandful<T> extends PTransform<PBegin, PCollection<T>> {
  private static final long serialVersionUID = 1L;

  private final UnboundedSource<T, ?> source;
  private final int most;

  ReadHandful(UnboundedSource<T, ?> source, int most) {
    this.source = source;
    this.most = most;
  }

  @Override
  public PCollection<T> expand(PBegin input) {
    return input
        .apply("ReadHandfuls", Read.from(new HandfulSource<>(source, most)))
        .apply("TakeApart", ParDo.of(new TakeApartFn<T>()))
        .setCoder(source.getOutputCoder());
  }

  private static final class TakeApartFn<T> extends DoFn<List<TimestampedValue<T>>, T> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void processElement(
        @Element List<TimestampedValue<T>> handful, OutputReceiver<T> output) {
      for (TimestampedValue<T> each : handful) {
        output.outputWithTimestamp(each.getValue(), each.getTimestamp());
      }
    }
  }
}
