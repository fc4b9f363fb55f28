package io.sidecart.pipelines.stream;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.lookup.Baselines;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.job.PipelineRun;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.pipelines.stream.StreamOptions.StopAt;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.Topics;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enriches cart events with recommendations while they come in. */
public final class StreamJob implements Job<StreamOptions> {
  private static final Logger LOG = LoggerFactory.getLogger(StreamJob.class);

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public String summary() {
    return "Recommends items for each cart event: Kafka to Parquet, Cassandra and Kafka.";
  }

  @Override
  public Class<StreamOptions> optionsType() {
    return StreamOptions.class;
  }

  @Override
  public void run(StreamOptions options) throws Exception {
    check(options);
    KafkaSettings kafka = Connections.kafka(options);
    CassandraSettings cassandra = Connections.cassandra(options);
    ReadingPlan plan = plan(options, kafka);
    StreamInputs inputs =
        new StreamInputs(
            kafka,
            cassandra,
            plan,
            model(options),
            Baselines.read(cassandra).top5(),
            runId(options));
    logStart(options, inputs);
    Pipeline pipeline = StreamPipeline.build(options, inputs);
    StreamReport report = new StreamReport(options, inputs);
    PipelineRun.toEnd(pipeline, report::progress, report::end);
  }

  private static void check(StreamOptions options) {
    if (options.getStopAt() == StopAt.end && options.getFrom() == StreamOptions.From.latest) {
      throw new UsageException("--from=latest with --stopAt=end reads nothing");
    }
  }

  private static ReadingPlan plan(StreamOptions options, KafkaSettings kafka) {
    try (Topics topics = Topics.open(kafka)) {
      topics.createIfMissing(options.getRecommendationsTopic(), Optional.empty());
      topics.createIfMissing(options.getDeadLetterTopic(), Optional.empty());
    }
    try (ConsumerGroup group = ConsumerGroup.open(kafka, options.getTopic(), options.getGroup())) {
      ReadingPlan plan =
          ReadingPlan.of(
              options.getTopic(),
              options.getFrom(),
              group.beginnings(),
              group.ends(),
              group.committed());
      // The continuous read begins at what the group has committed.
      group.reset(plan.starts());
      return plan;
    }
  }

  private static ModelReference model(StreamOptions options) {
    try {
      ModelStore store = ModelStore.at(options.getModels());
      ModelReference model = ModelReferences.current(store);
      if (model.isPublished()) {
        // A damaged model that is published later is refused while the one before it serves on; at
        // the start there is none, and the user should know.
        ModelLoader.load(store, model.version());
      }
      return model;
    } catch (IOException e) {
      throw new SidecartException(
          "the model store " + options.getModels() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String runId(StreamOptions options) {
    return options.getRunId() == null
        ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()
        : options.getRunId();
  }

  private static void logStart(StreamOptions options, StreamInputs inputs) {
    ReadingPlan plan = inputs.plan();
    LOG.info(
        "Reading {} from {}, {}",
        plan.topic(),
        plan.starts(),
        options.getStopAt() == StopAt.end ? "up to " + plan.ends() : "until stopped");
    if (plan.expired() > 0) {
      LOG.warn(
          "{} messages left the topic before the group {} had read them",
          plan.expired(),
          options.getGroup());
    }
    if (!inputs.model().isPublished()) {
      LOG.warn(
          "No model is published in {} yet; the baseline {} serves everybody ('./sidecart train' makes a model)",
          options.getModels(),
          inputs.baseline());
    }
  }
}
