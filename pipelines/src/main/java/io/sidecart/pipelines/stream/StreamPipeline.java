package io.sidecart.pipelines.stream;

import io.sidecart.cql.save.SavePrecision;
import io.sidecart.cql.save.SaveRecommendations;
import io.sidecart.model.DeadLetter;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.Message;
import io.sidecart.model.OffsetRange;
import io.sidecart.model.WindowPrecision;
import io.sidecart.model.WrittenFile;
import io.sidecart.model.ids.IdSource;
import io.sidecart.pipelines.options.Durations;
import io.sidecart.pipelines.stream.StreamOptions.Sink;
import io.sidecart.pipelines.stream.StreamOptions.StopAt;
import io.sidecart.transforms.ids.TellOriginalIds;
import io.sidecart.transforms.kafka.CommitOffsets;
import io.sidecart.transforms.kafka.PublishMessages;
import io.sidecart.transforms.kafka.ReadMessageRanges;
import io.sidecart.transforms.kafka.ReadMessages;
import io.sidecart.transforms.measure.AveragePrecision;
import io.sidecart.transforms.measure.DelayedPrecision;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.parse.ParseCartEvents;
import io.sidecart.transforms.recommend.Recommend;
import io.sidecart.transforms.sink.WriteParquet;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** Cart events in, recommendations out: the graph of the stream job. */
final class StreamPipeline {
  private StreamPipeline() {}

  /**
   * Each event passes its sinks one after the other, so that an offset that comes out at the end
   * stands for an event that all of them have; only then is it committed. The averages are a
   * measure beside them: a stop may cost a window the events since its last early value.
   */
  static Pipeline build(StreamOptions options, StreamInputs inputs) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionView<List<ModelReference>> models =
        pipeline.apply("ViewModels", ModelReferences.viewOf(List.of(inputs.model())));
    PCollection<Message> messages = pipeline.apply("ReadMessages", read(options, inputs));
    ParseCartEvents.Result parsed =
        messages.apply("ParseCartEvents", ParseCartEvents.create().withTextIds(inputs.ids()));
    PCollection<EnrichedEvent> recommended =
        parsed
            .events()
            .apply("LookUpContext", LookUpContext.of(options, inputs.cassandra()))
            .apply("Recommend", recommend(options, inputs, models));
    PCollection<EnrichedEvent> rows = withOriginalIds(recommended, inputs);
    PCollection<EnrichedEvent> published =
        optional(Sink.kafka, options, rows, "PublishRecommendations", publish(options, inputs));
    PCollection<EnrichedEvent> saved =
        optional(Sink.cassandra, options, published, "SaveRecommendations", save(options, inputs));
    PCollection<OffsetRange> written = write(options, saved);
    PCollection<DeadLetter> buried =
        parsed.deadLetters().apply("PublishDeadLetters", bury(options, inputs));
    PCollection<OffsetRange> durable =
        PCollectionList.of(written)
            .and(buried.apply("OffsetsOfDeadLetters", offsetsOfDeadLetters()))
            .apply("FlattenOffsets", Flatten.pCollections());
    durable.apply("CommitOffsets", commit(options, inputs));
    PCollection<WindowPrecision> windows =
        saved
            .apply("AveragePrecision", average(options, inputs))
            .apply("LogPrecision", LogPrecision.create());
    optional(Sink.cassandra, options, windows, "SavePrecision", savePrecision(options, inputs));
    Horizon.of(options).ifPresent(horizon -> measureDelayed(saved, horizon, options, inputs));
    return pipeline;
  }

  /**
   * What the shown items are worth, beside the sinks too; a stop costs the windows that are open.
   */
  private static void measureDelayed(
      PCollection<EnrichedEvent> rows,
      Horizon horizon,
      StreamOptions options,
      StreamInputs inputs) {
    PCollection<WindowPrecision> windows =
        rows.apply(
                "MeasureDelayed",
                DelayedPrecision.within(horizon.length(), options.getK())
                    .withUsers(horizon.users())
                    .withRun(inputs.runId()))
            .apply("TellDelayed", TellDelayed.create());
    optional(
        Sink.cassandra,
        options,
        windows,
        "SaveDelayed",
        SavePrecision.delayedInto(inputs.cassandra()).withPatience(patience(options)));
  }

  /** What goes through a sink comes out as it was, and so it does where the sink is not wanted. */
  private static <T> PCollection<T> optional(
      Sink sink,
      StreamOptions options,
      PCollection<T> input,
      String name,
      PTransform<PCollection<T>, PCollection<T>> transform) {
    return options.getSinks().contains(sink) ? input.apply(name, transform) : input;
  }

  private static PCollection<EnrichedEvent> withOriginalIds(
      PCollection<EnrichedEvent> rows, StreamInputs inputs) {
    @Nullable IdSource items = inputs.ids().items();
    return items == null ? rows : rows.apply("TellOriginalIds", TellOriginalIds.of(items));
  }

  private static PTransform<PBegin, PCollection<Message>> read(
      StreamOptions options, StreamInputs inputs) {
    return options.getStopAt() == StopAt.end
        ? ReadMessageRanges.of(inputs.kafka(), options.getGroup(), inputs.plan().ranges())
        : ReadMessages.of(inputs.kafka(), options.getTopic(), options.getGroup());
  }

  private static Recommend recommend(
      StreamOptions options, StreamInputs inputs, PCollectionView<List<ModelReference>> models) {
    Recommend recommend =
        Recommend.by(models)
            .withK(options.getK())
            .withBaseline(inputs.baseline())
            .withReuse(options.getReuse())
            .withRules(inputs.rules());
    return LookUpUserFactors.from(options, inputs.cassandra(), follow(options, recommend));
  }

  /** What has an end is served by one model. */
  private static Recommend follow(StreamOptions options, Recommend recommend) {
    return options.getStopAt() == StopAt.end
        ? recommend
        : recommend.withRefresh(java.time.Duration.ofSeconds(options.getModelPoll()));
  }

  private static PublishMessages<EnrichedEvent> publish(
      StreamOptions options, StreamInputs inputs) {
    return PublishMessages.to(
        inputs.kafka(), options.getRecommendationsTopic(), Outgoing::recommendation);
  }

  private static SaveRecommendations save(StreamOptions options, StreamInputs inputs) {
    return SaveRecommendations.into(inputs.cassandra())
        .withPatience(patience(options))
        .withOwnPurchases(options.getAddOwnPurchases());
  }

  private static java.time.Duration patience(StreamOptions options) {
    return java.time.Duration.ofSeconds(options.getPatience());
  }

  /** The offsets of what the last sink has. */
  private static PCollection<OffsetRange> write(
      StreamOptions options, PCollection<EnrichedEvent> rows) {
    if (!options.getSinks().contains(Sink.parquet)) {
      return rows.apply("OffsetsOfRows", offsetsOfRows());
    }
    return rows.apply(
            "WriteParquet",
            WriteParquet.to(options.getOutput())
                .withFlushRows(options.getFlushRows())
                .withFlushInterval(Duration.standardSeconds(options.getFlushInterval())))
        .apply("OffsetsOfFiles", offsetsOfFiles());
  }

  private static PublishMessages<DeadLetter> bury(StreamOptions options, StreamInputs inputs) {
    return PublishMessages.to(inputs.kafka(), options.getDeadLetterTopic(), Outgoing::deadLetter);
  }

  private static MapElements<EnrichedEvent, OffsetRange> offsetsOfRows() {
    return MapElements.into(TypeDescriptor.of(OffsetRange.class))
        .via(row -> OffsetRange.of(row.event().id()));
  }

  private static FlatMapElements<WrittenFile, OffsetRange> offsetsOfFiles() {
    return FlatMapElements.into(TypeDescriptor.of(OffsetRange.class)).via(WrittenFile::offsets);
  }

  private static MapElements<DeadLetter, OffsetRange> offsetsOfDeadLetters() {
    return MapElements.into(TypeDescriptor.of(OffsetRange.class))
        .via(letter -> OffsetRange.of(letter.message().id()));
  }

  private static CommitOffsets commit(StreamOptions options, StreamInputs inputs) {
    return CommitOffsets.of(
        inputs.kafka(), options.getTopic(), options.getGroup(), inputs.plan().starts());
  }

  private static SavePrecision savePrecision(StreamOptions options, StreamInputs inputs) {
    return SavePrecision.into(inputs.cassandra()).withPatience(patience(options));
  }

  private static AveragePrecision average(StreamOptions options, StreamInputs inputs) {
    return AveragePrecision.inWindowsOf(Durations.parse("--window", options.getWindow()))
        .withRun(inputs.runId());
  }
}
