package io.sidecart.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.job.Counters;
import io.sidecart.pipelines.job.PipelineRun;
import io.sidecart.pipelines.job.PipelineWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.spark.streaming.StreamingContext;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;

/** How a streaming pipeline on Spark ends: on request, and by a failure. */
@Timeout(90)
class PipelineRunOnSparkTest {
  @TempDir Path checkpoints;

  /** A run that fails leaves that to the end of its process. */
  @AfterEach
  void stopSpark() {
    if (StreamingContext.getActive().isDefined()) {
      StreamingContext.getActive().get().stop(true, false);
    }
  }

  @Test
  void aStreamThatIsAskedToStopDrainsAndEnds() {
    Watch watch = new Watch(() -> Signal.raise(new Signal("TERM")));

    PipelineRun.toEnd(numbers(Long.MAX_VALUE), watch);

    assertThat(watch.counted).hasSize(1).allMatch(count -> count > 0);
  }

  @Test
  void aMicroBatchThatFailsForGoodEndsTheRunWithItsReason() {
    Watch watch = new Watch(() -> {});

    assertThatThrownBy(() -> PipelineRun.toEnd(numbers(100), watch))
        .hasStackTraceContaining(
            SidecartException.class.getName() + ": no number may be above 100");
  }

  private Pipeline numbers(long most) {
    SparkPipelineOptions options = PipelineOptionsFactory.as(SparkPipelineOptions.class);
    options.setRunner(SparkRunner.class);
    options.setSparkMaster("local[2]");
    options.setBatchIntervalMillis(500L);
    options.setCheckpointDir(checkpoints.toUri().toString());
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(GenerateSequence.from(0).withRate(10, Duration.millis(100)))
        .apply(ParDo.of(new Count(most)));
    return pipeline;
  }

  private static final class Watch implements PipelineWatch {
    private final List<Long> counted = new ArrayList<>();
    private final Runnable onceCounted;

    /**
     * @param onceCounted done whenever the watch looks and something is counted
     */
    Watch(Runnable onceCounted) {
      this.onceCounted = onceCounted;
    }

    @Override
    public void started(PipelineResult result) {}

    @Override
    public void progress(PipelineResult result) {
      if (Counters.of(result).getOrDefault("numbers", 0L) > 0) {
        onceCounted.run();
      }
    }

    @Override
    public void ended(PipelineResult result) {
      counted.add(Counters.of(result).getOrDefault("numbers", 0L));
    }
  }

  private static final class Count extends DoFn<Long, Void> {
    private static final long serialVersionUID = 1L;

    private final Counter numbers = Metrics.counter(Count.class, "numbers");
    private final long most;

    Count(long most) {
      this.most = most;
    }

    @ProcessElement
    public void process(@Element Long number) {
      if (number > most) {
        throw new SidecartException("no number may be above " + most);
      }
      numbers.inc();
    }
  }
}
