package io.sidecart.pipelines.stream;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.lookup.Baselines;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.ids.TextIds;
import io.sidecart.pipelines.job.Counters;
import io.sidecart.pipelines.job.RunnerTuning;
import io.sidecart.pipelines.options.RulesOf;
import io.sidecart.transforms.Await;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.TestTopic;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.parquet.Rows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** The graph of the stream job, run until it is closed, on two partitions of a real topic. */
final class RunningStream implements AutoCloseable {
  private final TestTopic events;
  private final TestTopic recommendations;
  private final TestTopic deadLetters;
  private final StreamOptions options;
  private final PipelineResult result;

  static final String NO_MODEL = "none";

  private RunningStream(
      TestTopic events,
      TestTopic recommendations,
      TestTopic deadLetters,
      StreamOptions options,
      PipelineResult result) {
    this.events = events;
    this.recommendations = recommendations;
    this.deadLetters = deadLetters;
    this.options = options;
    this.result = result;
  }

  /**
   * Starts with what is published and loaded by then.
   *
   * @param folder holds the model store "models", and takes the rows
   * @param more options
   */
  static RunningStream start(Path folder, CassandraSettings cassandra, String... more)
      throws Exception {
    TestTopic events = TestTopic.create(2);
    TestTopic recommendations = TestTopic.create(1);
    TestTopic deadLetters = TestTopic.create(1);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--topic=" + events.name(),
                "--group=group-of-" + events.name(),
                "--recommendationsTopic=" + recommendations.name(),
                "--deadLetterTopic=" + deadLetters.name(),
                "--models=" + folder.resolve("models"),
                "--modelPoll=1",
                "--excludeCart=false",
                "--window=1s",
                "--flushRows=500",
                "--flushInterval=1",
                "--output=" + folder.resolve("enriched")));
    arguments.addAll(List.of(more));
    StreamOptions options = TestOptions.of(StreamOptions.class, folder, arguments);
    Pipeline pipeline = StreamPipeline.build(options, inputs(options, events, cassandra));
    ServiceLoader.load(RunnerTuning.class).forEach(tuning -> tuning.apply(pipeline));
    return new RunningStream(events, recommendations, deadLetters, options, pipeline.run());
  }

  private static StreamInputs inputs(
      StreamOptions options, TestTopic events, CassandraSettings cassandra) throws IOException {
    try (ConsumerGroup group =
        ConsumerGroup.open(events.settings(), options.getTopic(), options.getGroup())) {
      ReadingPlan plan =
          ReadingPlan.of(
              options.getTopic(),
              options.getFrom(),
              group.beginnings(),
              group.ends(),
              group.writtenEnds(),
              group.committed());
      group.reset(plan.starts());
      return new StreamInputs(
          events.settings(),
          cassandra,
          plan,
          ModelReferences.current(ModelStore.at(options.getModels())),
          Baselines.read(cassandra).top5(),
          TextIds.none(),
          RulesOf.options(options, null),
          events.name());
    }
  }

  TestTopic events() {
    return events;
  }

  TestTopic recommendations() {
    return recommendations;
  }

  TestTopic deadLetters() {
    return deadLetters;
  }

  /** The name of the run in the table of average precision. */
  String runId() {
    return events.name();
  }

  /** Waits until all that was sent is committed, which it is once every sink has it. */
  void awaitAllCommitted() throws Exception {
    try (ConsumerGroup group =
        ConsumerGroup.open(events.settings(), options.getTopic(), options.getGroup())) {
      Await.until(
          "all of " + group.ends() + " is committed", () -> group.committed().equals(group.ends()));
    }
  }

  /**
   * Waits until a row carries this version, or is one of {@link #NO_MODEL}.
   *
   * @return the identities of all rows that are written by then
   */
  Set<EventId> awaitServed(String version) throws Exception {
    Await.until(
        "a row carries the version '" + version + "'",
        () -> rows().stream().anyMatch(row -> version.equals(version(row))));
    return rows().stream().map(row -> row.event().id()).collect(Collectors.toSet());
  }

  /** What made a row: a version, or {@link #NO_MODEL}. */
  static String version(EnrichedEvent row) {
    return row.modelVersion() == null ? NO_MODEL : row.modelVersion();
  }

  /** How many messages are sent and not committed. */
  long lag() {
    try (ConsumerGroup group =
        ConsumerGroup.open(events.settings(), options.getTopic(), options.getGroup())) {
      return sum(group.ends()) - sum(group.committed());
    }
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The rows that readers see now. */
  List<EnrichedEvent> rows() {
    Storage storage = Storages.of(options.getOutput());
    return Files.exists(Path.of(options.getOutput()))
        ? Rows.readFolder(storage, options.getOutput())
        : List.of();
  }

  Map<String, Long> counters() {
    return Counters.of(result);
  }

  @Override
  public void close() throws IOException {
    result.cancel();
  }
}
