package io.sidecart.runners.launcher.drill;

import io.sidecart.cql.CassandraSession;
import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.Audit;
import io.sidecart.runners.launcher.flow.MoreOptions;
import io.sidecart.runners.launcher.flow.SinkCounts;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.Topics;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The topics and folders of one drill, so that it counts nothing of another's. */
final class Scene {
  private static final int TRUNCATE_TIMEOUT_MILLIS = 70_000;

  private final Stage stage;
  private final String name;
  private final KafkaSettings kafka;
  private final String output;

  private Scene(Stage stage, String name, KafkaSettings kafka, String output) {
    this.stage = stage;
    this.name = name;
    this.kafka = kafka;
    this.output = output;
  }

  static Scene of(Stage stage, String name) {
    return at(stage, name, stage.kafka());
  }

  /** With another Kafka than the others. */
  static Scene at(Stage stage, String name, KafkaSettings kafka) {
    String output = StoragePaths.child(stage.root(), "enriched-" + name);
    Scene scene = new Scene(stage, name, kafka, output);
    scene.prepare();
    return scene;
  }

  /** The same with its rows in another folder. */
  Scene withOutput(String folder) {
    return new Scene(stage, name, kafka, folder);
  }

  private void prepare() {
    try (Topics topics = Topics.open(kafka)) {
      topics.createForLargeMessagesIfMissing(topic(), Stage.PARTITIONS);
    }
    try (CassandraSession session = CassandraSession.open(stage.cassandra())) {
      for (String table : List.of("recommendations_history", "recommendations_latest")) {
        session.execute(
            session
                .prepare("TRUNCATE {keyspace}." + table)
                .bind()
                .setReadTimeoutMillis(TRUNCATE_TIMEOUT_MILLIS));
      }
    }
  }

  String topic() {
    return "drill-" + name;
  }

  String output() {
    return output;
  }

  private String recommendations() {
    return topic() + "-recommendations";
  }

  String deadLetters() {
    return topic() + "-dead-letters";
  }

  KafkaSettings kafka() {
    return kafka;
  }

  /** Live traffic. */
  Feed feed(long count, double rate) {
    return feed(count, rate, stage::event);
  }

  Feed feed(long count, double rate, LongFunction<Feed.Event> events) {
    return new Feed(kafka, topic(), count, events, rate);
  }

  /** Starts the stream. */
  SupervisedStream stream(Feed feed, String... more) throws IOException {
    return new SupervisedStream(
        number -> start("stream-" + name + "-" + (number + 1), more),
        ConsumerGroup.open(kafka, topic(), topic()),
        feed,
        stage.out());
  }

  /**
   * Starts a stream that nobody looks after.
   *
   * @param log name of the file of its output
   */
  StreamProcess start(String log, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--cassandra=" + stage.endpoints().cassandra(),
                "--models=" + stage.models(),
                "--topic=" + topic(),
                "--recommendationsTopic=" + recommendations(),
                "--deadLetterTopic=" + deadLetters(),
                "--group=" + topic(),
                "--output=" + output));
    options.addAll(List.of(more));
    return StreamProcess.start(
        stage.launcher(),
        stage.engine().with(MoreOptions.over(options, stage.more())),
        log(log),
        List.of());
  }

  private Path log(String file) {
    return stage.place().resolve(file + ".log");
  }

  /** Every row that is there now, by its identity. */
  Audit audit() {
    return new Audit(kafka, stage.cassandra(), output);
  }

  /**
   * Lets the stream go through all that the feed sends, and ends it; that it ended by itself before
   * is a fault. Then counts, compacts and counts again.
   *
   * @param malformed how many messages were sent that are no events
   * @param wrong takes what must not be
   */
  Tally finish(Feed feed, SupervisedStream stream, int malformed, List<String> wrong)
      throws Exception {
    Tally tally = finishEvenIfEnded(feed, stream, malformed, wrong);
    wrong.addAll(stream.ownEndsTold());
    return tally;
  }

  /** The same where the stream may have ended by itself. */
  Tally finishEvenIfEnded(Feed feed, SupervisedStream stream, int malformed, List<String> wrong)
      throws Exception {
    @Nullable String end = stream.finish();
    if (end != null) {
      wrong.add(end);
    }
    SinkCounts before = count();
    try (CompactionProcess compact = compact()) {
      if (compact.status() != 0) {
        throw new SidecartException("compact ended with status " + compact.status());
      }
    }
    SinkCounts after = count();
    if (feed.acknowledged() != feed.all() || after.messagesIn() != feed.all()) {
      wrong.add(
          "%d messages in the topic, but %d were sent and %d acknowledged"
              .formatted(after.messagesIn(), feed.all(), feed.acknowledged()));
    }
    return new Tally(malformed, before, after);
  }

  private SinkCounts count() throws IOException {
    return audit().count(topic(), recommendations(), deadLetters());
  }

  /** Starts a compaction of the rows. */
  CompactionProcess compact() throws IOException {
    List<String> line = new ArrayList<>(stage.launcher());
    line.addAll(List.of("compact", "--path=" + output));
    Path log = Files.createTempFile(stage.place(), "compact-" + name + "-", ".log");
    return CompactionProcess.start(line, log);
  }
}
