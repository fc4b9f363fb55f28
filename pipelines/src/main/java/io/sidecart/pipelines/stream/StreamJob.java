package io.sidecart.pipelines.stream;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.factors.LoadedUserFactors;
import io.sidecart.cql.lookup.Baselines;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rules.Rules;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.job.PipelineRun;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.pipelines.options.Durations;
import io.sidecart.pipelines.options.RulesOf;
import io.sidecart.pipelines.stream.StreamOptions.StopAt;
import io.sidecart.pipelines.stream.StreamOptions.UserFactors;
import io.sidecart.transforms.ids.IdFolder;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.SoleReader;
import io.sidecart.transforms.kafka.Topics;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.StoredUserFactors;
import io.sidecart.transforms.recommend.Recommend;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
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
    checkOutput(options);
    ReportFile file = ReportFile.claim(options.getReport());
    TextIds ids =
        options.getIds() == null
            ? TextIds.none()
            : new IdFolder(Storages.absolute(options.getIds())).needed();
    Rules rules = RulesOf.options(options, ids.items());
    try (SoleReader alone = SoleReader.take(kafka, options.getTopic(), options.getGroup())) {
      StreamInputs inputs =
          new StreamInputs(
              kafka,
              cassandra,
              plan(options, kafka),
              model(options, cassandra, rules),
              Baselines.read(cassandra).top5(),
              ids,
              rules,
              runId(options));
      run(options, inputs, file);
    }
  }

  private static void run(StreamOptions options, StreamInputs inputs, ReportFile file) {
    Pipeline pipeline = StreamPipeline.build(options, inputs);
    try (StreamWatch watch = StreamWatch.open(options, inputs, file)) {
      // From here on nothing can be wrong with the options.
      prepareTopics(options, inputs);
      logStart(options, inputs);
      PipelineRun.toEnd(pipeline, watch);
    }
  }

  private static void check(StreamOptions options) {
    if (options.getStopAt() == StopAt.end && options.getFrom() == StreamOptions.From.latest) {
      throw new UsageException("--from=latest with --stopAt=end reads nothing");
    }
    Durations.parse("--window", options.getWindow());
    var unused = Horizon.of(options);
    within("--k", options.getK(), 1, Recommend.MAX_K);
    within("--modelPoll", options.getModelPoll(), 1, Integer.MAX_VALUE);
    within("--flushRows", options.getFlushRows(), 1, Integer.MAX_VALUE);
    within("--flushInterval", options.getFlushInterval(), 1, Integer.MAX_VALUE);
    within("--cacheSize", options.getCacheSize(), 0, Integer.MAX_VALUE);
    within("--cacheTtl", options.getCacheTtl(), 1, Integer.MAX_VALUE);
    within("--negativeCacheTtl", options.getNegativeCacheTtl(), 1, Integer.MAX_VALUE);
    within("--lookUpsInFlight", options.getLookUpsInFlight(), 1, Integer.MAX_VALUE);
    within("--lookUpTimeout", options.getLookUpTimeout(), 1, Integer.MAX_VALUE);
    within("--patience", options.getPatience(), 1, Integer.MAX_VALUE);
    if (options.getStallTimeout() != null) {
      within("--stallTimeout", options.getStallTimeout(), 1, Integer.MAX_VALUE);
    }
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UsageException(
          option
              + "="
              + value
              + " cannot be used: give "
              + (most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most));
    }
  }

  /** Finds out before anything is published whether the last sink will take its rows. */
  private static void checkOutput(StreamOptions options) throws IOException {
    if (!options.getSinks().contains(StreamOptions.Sink.parquet)) {
      return;
    }
    String probe =
        StoragePaths.child(
            Storages.absolute(options.getOutput()), ".writable-" + UUID.randomUUID());
    Storage storage = Storages.of(probe);
    storage.create(probe).close();
    storage.delete(probe);
  }

  private static ReadingPlan plan(StreamOptions options, KafkaSettings kafka) {
    try (ConsumerGroup group = ConsumerGroup.open(kafka, options.getTopic(), options.getGroup())) {
      return ReadingPlan.of(
          options.getTopic(),
          options.getFrom(),
          group.beginnings(),
          group.ends(),
          group.writtenEnds(),
          group.committed());
    }
  }

  private static void prepareTopics(StreamOptions options, StreamInputs inputs) {
    try (Topics topics = Topics.open(inputs.kafka())) {
      if (options.getSinks().contains(StreamOptions.Sink.kafka)) {
        topics.createIfMissing(options.getRecommendationsTopic(), Optional.empty());
      }
      topics.createForLargeMessagesIfMissing(options.getDeadLetterTopic());
    }
    boolean goesOn =
        options.getStopAt() == StopAt.never || options.getFrom() == StreamOptions.From.committed;
    try (ConsumerGroup group =
        ConsumerGroup.open(inputs.kafka(), options.getTopic(), options.getGroup())) {
      // The continuous read begins at what the group has committed.
      group.reset(
          goesOn
              ? inputs.plan().starts()
              : inputs.plan().startsOfPartitionsMadeAnew(group.committed(), group.writtenEnds()));
    }
  }

  private static ModelReference model(
      StreamOptions options, CassandraSettings cassandra, Rules rules) {
    try {
      ModelStore store = ModelStore.at(options.getModels());
      ModelReference model = ModelReferences.current(store);
      if (model.isPublished()) {
        // A damaged model that is published later is refused while the one before it serves on; at
        // the start there is none, and the user should know.
        check(rules, load(options, cassandra, store, model.version()));
      }
      return model;
    } catch (IOException e) {
      throw new SidecartException(
          "the model store " + options.getModels() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ServableModel load(
      StreamOptions options, CassandraSettings cassandra, ModelStore store, String version)
      throws IOException {
    if (options.getUserFactors() == UserFactors.memory) {
      return ModelLoader.loadServable(store, version);
    }
    LoadedUserFactors.in(cassandra).requireLoaded(StoredUserFactors.of(store, version).id());
    return ModelLoader.loadWithoutUsers(store, version);
  }

  private static void check(Rules rules, ServableModel model) {
    if (rules.minPrice() > 0 && model.catalogue().size() == 0) {
      throw new SidecartException(
          "Model %s knows no prices, which --minPrice needs: train a new one"
              .formatted(model.version()));
    }
    if (rules.limitCategories() && model.catalogue().categories().isEmpty()) {
      LOG.warn(
          "Model {} knows no categories, so --distinctCategories and --maxPerCategory change nothing:"
              + " train one with --features",
          model.version());
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
    if (plan.skipped() > 0) {
      LOG.warn(
          "{} messages of {} that the group {} has not read are skipped, as each start with"
              + " --from=latest begins at the end; --from=committed goes on where the group was",
          plan.skipped(),
          plan.topic(),
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
