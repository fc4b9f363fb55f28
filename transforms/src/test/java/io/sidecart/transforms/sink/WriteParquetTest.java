package io.sidecart.transforms.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.Needs;
import io.sidecart.transforms.coders.EnrichedEventCoder;
import io.sidecart.transforms.metrics.MetricValue;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class WriteParquetTest {
  @TempDir Path root;
  private final Storage storage = Storages.of("/");

  @Test
  void everyRowIsWrittenOnce(TestPipeline pipeline) throws IOException {
    List<EnrichedEvent> rows = new ArrayList<>();
    for (int partition = 0; partition < 3; partition++) {
      for (long offset = 0; offset < 400; offset++) {
        // Two hours, so that each partition has holes in both folders.
        rows.add(Rows.row(partition, offset, Rows.TIME.plusSeconds(offset % 3 * 1800), "v1"));
      }
    }

    PCollection<Long> written =
        pipeline
            .apply("CreateRows", Create.of(rows).withCoder(EnrichedEventCoder.of()))
            .apply("WriteParquet", to().withFlushRows(100))
            .apply("RowsOfFile", MapElements.into(TypeDescriptors.longs()).via(WrittenFile::rows))
            .apply("SumRows", Sum.longsGlobally());
    PAssert.thatSingleton(written).isEqualTo(1200L);
    pipeline.run().waitUntilFinish();

    List<EnrichedEvent> read = Rows.readFolder(storage, root.toString());
    assertThat(read).containsExactlyInAnyOrderElementsOf(rows);
    Set<EventId> distinct = new HashSet<>();
    read.forEach(row -> distinct.add(row.event().id()));
    assertThat(distinct).hasSize(1200);
    assertThat(Storages.visibleFolders(storage, root.toString()))
        .containsExactly(
            root.toString(),
            root + "/dt=2023-11-14",
            root + "/dt=2023-11-14/hour=22",
            root + "/dt=2023-11-14/hour=23");
    assertNothingHidden();
  }

  @Test
  void fewRowsOfABoundedInputAreNotLost(TestPipeline pipeline) throws IOException {
    pipeline
        .apply("CreateRows", Create.of(Rows.rows(0, 5, 7)).withCoder(EnrichedEventCoder.of()))
        .apply("WriteParquet", to());
    pipeline.run().waitUntilFinish();

    assertThat(Rows.readFolder(storage, root.toString()))
        .containsExactlyInAnyOrderElementsOf(Rows.rows(0, 5, 7));
    assertNothingHidden();
  }

  @Test
  void whatLeadsToTheSinkOfAStreamIsDoneOnce(TestPipeline pipeline) {
    TestStream<EnrichedEvent> stream =
        TestStream.create(EnrichedEventCoder.of())
            .addElements(Rows.row(0, 1), Rows.row(0, 2), Rows.row(0, 3))
            .addElements(Rows.row(0, 4), Rows.row(0, 5), Rows.row(0, 6))
            .advanceWatermarkToInfinity();

    pipeline
        .apply("ReadRows", stream)
        .apply("CountRows", ParDo.of(new CountFn()))
        .apply("WriteParquet", to().withFlushRows(1));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(Rows.readFolder(storage, root.toString())).hasSize(6).doesNotHaveDuplicates();
    assertThat(result.metrics().allMetrics().getCounters())
        .filteredOn(
            counter -> Set.of("passed", "parquet.rows").contains(counter.getName().getName()))
        .extracting(MetricValue::of)
        .containsExactly(6L, 6L);
  }

  @Test
  void whatIsGatheredFromSeveralBundlesAndHoursIsWrittenOnce(TestPipeline pipeline) {
    java.time.Instant nextHour = Rows.TIME.plus(java.time.Duration.ofHours(1));
    TestStream<EnrichedEvent> stream =
        TestStream.create(EnrichedEventCoder.of())
            .addElements(Rows.row(0, 1), Rows.row(0, 2, nextHour, "v1"), Rows.row(0, 3))
            .addElements(Rows.row(0, 4), Rows.row(0, 5), Rows.row(0, 6, nextHour, "v1"))
            .advanceWatermarkToInfinity();

    PCollection<Long> rows =
        pipeline
            .apply("ReadRows", stream)
            .apply("CountRows", ParDo.of(new CountFn()))
            .apply(
                "WriteParquet", to().withFlushRows(6).withFlushInterval(Duration.standardDays(1)))
            .apply("RowsOfFile", MapElements.into(TypeDescriptors.longs()).via(WrittenFile::rows));
    PAssert.that(rows).satisfies(WriteParquetTest::ofFourAndTwo);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(Rows.readFolder(storage, root.toString())).hasSize(6).doesNotHaveDuplicates();
    assertThat(result.metrics().allMetrics().getCounters())
        .filteredOn(
            counter -> Set.of("passed", "parquet.rows").contains(counter.getName().getName()))
        .extracting(MetricValue::of)
        .containsExactly(6L, 6L);
  }

  @Tag(Needs.CLOCK)
  @Test
  void fewRowsWaitForTheTimerAndShareAFile(TestPipeline pipeline) throws IOException {
    TestStream<EnrichedEvent> stream =
        TestStream.create(EnrichedEventCoder.of())
            .advanceWatermarkTo(Instant.ofEpochMilli(Rows.TIME.toEpochMilli()))
            .addElements(Rows.row(0, 1))
            .advanceProcessingTime(Duration.millis(500))
            .addElements(Rows.row(0, 2), Rows.row(0, 3))
            .advanceProcessingTime(Duration.standardSeconds(5))
            .addElements(Rows.row(0, 4))
            .advanceProcessingTime(Duration.standardSeconds(5))
            .advanceWatermarkToInfinity();

    PCollection<WrittenFile> files =
        pipeline
            .apply("ReadRows", stream)
            .apply("WriteParquet", to().withFlushInterval(Duration.standardSeconds(2)));
    PCollection<Long> rows =
        files.apply("RowsOfFile", MapElements.into(TypeDescriptors.longs()).via(WrittenFile::rows));
    PAssert.that(rows).containsInAnyOrder(3L, 1L);
    pipeline.run().waitUntilFinish();

    assertThat(Rows.readFolder(storage, root.toString())).hasSize(4);
  }

  @Tag(Needs.CLOCK)
  @Test
  void enoughRowsDoNotWaitForTheTimer(TestPipeline pipeline) {
    PCollection<Long> rows =
        pipeline
            .apply("ReadRows", oneByOne(4))
            .apply(
                "WriteParquet", to().withFlushRows(2).withFlushInterval(Duration.standardDays(1)))
            .apply("RowsOfFile", MapElements.into(TypeDescriptors.longs()).via(WrittenFile::rows));
    PAssert.that(rows).containsInAnyOrder(2L, 2L);
    pipeline.run().waitUntilFinish();
  }

  /** A slow run tells of them again. */
  private static Void ofFourAndTwo(Iterable<Long> rowsOfFiles) {
    Set<Long> distinct = new HashSet<>();
    rowsOfFiles.forEach(distinct::add);
    assertThat(distinct).containsExactlyInAnyOrder(4L, 2L);
    return null;
  }

  @Tag(Needs.CLOCK)
  @Test
  void aFileOfAStreamIsToldOfAgainForAMinute(TestPipeline pipeline) {
    // given: two rows, and after five minutes one more
    TestStream.Builder<EnrichedEvent> stream =
        passing(
            Duration.standardMinutes(5),
            TestStream.create(EnrichedEventCoder.of()).addElements(Rows.row(0, 1), Rows.row(0, 2)));
    stream = passing(Duration.standardMinutes(5), stream.addElements(Rows.row(0, 3)));

    // when
    PCollection<Long> rows =
        pipeline
            .apply("ReadRows", stream.advanceWatermarkToInfinity())
            .apply("WriteParquet", to())
            .apply("RowsOfFile", MapElements.into(TypeDescriptors.longs()).via(WrittenFile::rows));

    // then: at once, and after 15, 30, 45 and 60 seconds
    PAssert.that(rows).containsInAnyOrder(2L, 2L, 2L, 2L, 2L, 1L, 1L, 1L, 1L, 1L);
    pipeline.run().waitUntilFinish();
    assertThat(Rows.readFolder(storage, root.toString())).hasSize(3);
  }

  private static TestStream.Builder<EnrichedEvent> passing(
      Duration time, TestStream.Builder<EnrichedEvent> stream) {
    for (long seconds = 0; seconds < time.getStandardSeconds(); seconds++) {
      stream = stream.advanceProcessingTime(Duration.standardSeconds(1));
    }
    return stream;
  }

  private static TestStream<EnrichedEvent> oneByOne(int rows) {
    TestStream.Builder<EnrichedEvent> stream = TestStream.create(EnrichedEventCoder.of());
    for (int i = 1; i <= rows; i++) {
      stream = stream.addElements(Rows.row(0, i));
    }
    return stream.advanceWatermarkToInfinity();
  }

  @Test
  void anUnwritableFolderFailsInOneLine(TestPipeline pipeline) throws IOException {
    Files.writeString(root.resolve("dt=2023-11-14"), "a file in the way");
    pipeline
        .apply("CreateRows", Create.of(Rows.rows(0, 0, 9)).withCoder(EnrichedEventCoder.of()))
        .apply("WriteParquet", to().withFlushRows(5));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining("StorageException: Cannot write " + root + "/dt=2023-11-14/hour=")
        .hasStackTraceContaining("a file stands where a folder is needed");
  }

  @Test
  void aFlushOfNoRowsIsRefused() {
    assertThatThrownBy(() -> to().withFlushRows(0)).hasMessage("flushRows must be at least 1: 0");
    assertThatThrownBy(() -> to().withFlushInterval(Duration.ZERO))
        .hasMessageStartingWith("flushInterval must be longer than 0");
  }

  /** A side effect on the way to the sink. */
  private static final class CountFn extends DoFn<EnrichedEvent, EnrichedEvent> {
    private static final long serialVersionUID = 1L;
    private final Counter passed = Metrics.counter(WriteParquetTest.class, "passed");

    @ProcessElement
    public void process(@Element EnrichedEvent row, OutputReceiver<EnrichedEvent> out) {
      passed.inc();
      out.output(row);
    }
  }

  private WriteParquet to() {
    return WriteParquet.to(root.toString());
  }

  private void assertNothingHidden() throws IOException {
    try (var files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(file.getFileName().toString()).startsWith("part-"));
    }
  }
}
