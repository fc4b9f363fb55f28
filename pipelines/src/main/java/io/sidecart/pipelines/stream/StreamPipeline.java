package io.sidecart.pipelines.stream;

import io.sidecart.cql.save.SavePrecision;
import io.sidecart.cql.save.SaveRecommendations;
import io.sidecart.model.DeadLetter;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.Message;
import io.sidecart.model.OffsetRange;
import io.sidecart.model.WrittenFile;
import io.sidecart.pipelines.options.Durations;
import io.sidecart.pipelines.stream.StreamOptions.StopAt;
import io.sidecart.transforms.kafka.CommitOffsets;
import io.sidecart.transforms.kafka.PublishMessages;
import io.sidecart.transforms.kafka.ReadMessageRanges;
import io.sidecart.transforms.kafka.ReadMessages;
import io.sidecart.transforms.measure.AveragePrecision;
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
        pipeline.apply("ViewModels", models(options, inputs));
    PCollection<Message> messages = pipeline.apply("ReadMessages", read(options, inputs));
    ParseCartEvents.Result parsed = messages.apply("ParseCartEvents", ParseCartEvents.create());
    LookUpContext.Result lookedUp =
        parsed.events().apply("LookUpContext", LookUpContext.of(options, inputs.cassandra()));
    PCollection<EnrichedEvent> rows =
        lookedUp.contexts().apply("Recommend", recommend(options, inputs, models));
    PCollection<EnrichedEvent> published =
        rows.apply("PublishRecommendations", publish(options, inputs));
    PCollection<EnrichedEvent> saved =
        published.apply("SaveRecommendations", save(options, inputs));
    PCollection<WrittenFile> files = saved.apply("WriteParquet", write(options));
    PCollection<DeadLetter> deadLetters =
        PCollectionList.of(parsed.deadLetters())
            .and(lookedUp.deadLetters())
            .apply("FlattenDeadLetters", Flatten.pCollections());
    PCollection<DeadLetter> buried = deadLetters.apply("PublishDeadLetters", bury(options, inputs));
    PCollection<OffsetRange> durable =
        PCollectionList.of(files.apply("OffsetsOfFiles", offsetsOfFiles()))
            .and(buried.apply("OffsetsOfDeadLetters", offsetsOfDeadLetters()))
            .apply("FlattenOffsets", Flatten.pCollections());
    durable.apply("CommitOffsets", commit(options, inputs));
    saved
        .apply("AveragePrecision", average(options, inputs))
        .apply("LogPrecision", LogPrecision.create())
        .apply(
            "SavePrecision",
            SavePrecision.into(inputs.cassandra()).withPatience(patience(options)));
    return pipeline;
  }

  private static PTransform<PBegin, PCollectionView<List<ModelReference>>> models(
      StreamOptions options, StreamInputs inputs) {
    return options.getStopAt() == StopAt.end
        ? ModelReferences.fixed(List.of(inputs.model()))
        : ModelReferences.refreshing(
            options.getModels(), Duration.standardSeconds(options.getModelPoll()));
  }

  private static PTransform<PBegin, PCollection<Message>> read(
      StreamOptions options, StreamInputs inputs) {
    return options.getStopAt() == StopAt.end
        ? ReadMessageRanges.of(inputs.kafka(), options.getGroup(), inputs.plan().ranges())
        : ReadMessages.of(inputs.kafka(), options.getTopic(), options.getGroup());
  }

  private static Recommend recommend(
      StreamOptions options, StreamInputs inputs, PCollectionView<List<ModelReference>> models) {
    return Recommend.by(models)
        .withModelAtStart(inputs.model())
        .withK(options.getK())
        .withBaseline(inputs.baseline());
  }

  private static PublishMessages<EnrichedEvent> publish(
      StreamOptions options, StreamInputs inputs) {
    return PublishMessages.to(
        inputs.kafka(), options.getRecommendationsTopic(), Outgoing::recommendation);
  }

  private static SaveRecommendations save(StreamOptions options, StreamInputs inputs) {
    return SaveRecommendations.into(inputs.cassandra()).withPatience(patience(options));
  }

  private static java.time.Duration patience(StreamOptions options) {
    return java.time.Duration.ofSeconds(options.getPatience());
  }

  private static WriteParquet write(StreamOptions options) {
    return WriteParquet.to(options.getOutput())
        .withFlushRows(options.getFlushRows())
        .withFlushInterval(Duration.standardSeconds(options.getFlushInterval()));
  }

  private static PublishMessages<DeadLetter> bury(StreamOptions options, StreamInputs inputs) {
    return PublishMessages.to(inputs.kafka(), options.getDeadLetterTopic(), Outgoing::deadLetter);
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

  private static AveragePrecision average(StreamOptions options, StreamInputs inputs) {
    return AveragePrecision.inWindowsOf(Durations.parse("--window", options.getWindow()))
        .withRun(inputs.runId());
  }
}
