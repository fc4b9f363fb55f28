package io.sidecart.runners.launcher.drill;

import io.sidecart.data.SampleData;
import io.sidecart.data.SampleSettings;
import io.sidecart.pipelines.prepare.PreparedTables;
import io.sidecart.runners.launcher.flow.Engine;
import io.sidecart.runners.launcher.flow.EngineChoice;
import io.sidecart.runners.launcher.flow.HeldFolder;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.launcher.flow.TopicReader;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes a shop's data, what the stream looks up, a model, and the events to send.
 *
 * @param more options of the stream
 */
record StageBuilder(
    Home home, EngineChoice engines, List<String> more, DrillSettings settings, PrintStream out) {
  private static final String EVENTS = "cart-events-to-come";

  /** They come round again. */
  private static final int MOST_EVENTS = 20_000;

  private static final int FEWEST_PURCHASES = 20_000;

  Stage build(Steps steps, HeldFolder place, AttachedStack stack) throws Exception {
    String kafkaOption = "--bootstrapServers=" + stack.endpoints().kafka();
    String cassandraOption = "--cassandra=" + stack.endpoints().cassandra();
    Engine engine = engines.engine(stack);
    String root = engines.root(stack, "drill", place.path());
    String prepared = StoragePaths.child(root, "prepared");
    String history = StoragePaths.child(root, "history");
    String models = StoragePaths.child(root, "models");
    int events = (int) Math.min(MOST_EVENTS, settings.events());

    SampleData.Written csv =
        steps.run(
            "data",
            "a shop's",
            () -> SampleData.write(place.path().resolve("data"), sample(events)));
    steps.command(
        "prepare",
        List.of(
            "--purchases=" + csv.purchases(),
            "--products=" + csv.products(),
            "--output=" + prepared,
            cassandraOption));
    steps.command(
        "split",
        List.of(
            "--prepared=" + prepared,
            "--history=" + history,
            "--topic=" + EVENTS,
            "--partitions=" + Stage.PARTITIONS,
            "--limit=" + events,
            "--seed=" + settings.seed(),
            kafkaOption,
            cassandraOption));
    // Any model does; a small one is there sooner.
    steps.command(
        "train",
        List.of(
            "--history=" + history,
            "--features=" + new PreparedTables(prepared).itemFeatures(),
            "--models=" + models,
            "--seed=" + settings.seed(),
            "--rank=10",
            "--maxIter=3",
            "--publish=force",
            "--reason=drill"));
    return new Stage(
        List.of(home.checkout().resolve("sidecart").toString()),
        engine,
        engines.isCluster(),
        stack.endpoints(),
        Optional.of(stack),
        home,
        root,
        place.path(),
        models,
        read(KafkaSettings.of(stack.endpoints().kafka())),
        more,
        settings,
        out);
  }

  /** Half of the purchases become events, so there must be more than twice as many. */
  private SampleSettings sample(int events) {
    SampleSettings demo = SampleSettings.demo();
    return demo.withSeed(settings.seed())
        .withSize(demo.users(), demo.items(), Math.max(FEWEST_PURCHASES, events * 9 / 4));
  }

  private static List<Feed.Event> read(KafkaSettings kafka) {
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    TopicReader.read(kafka, EVENTS, messages::add);
    // A reader gets a partition at a time.
    messages.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    return messages.stream()
        .map(each -> new Feed.Event(each.partition(), each.key(), each.value(), null))
        .toList();
  }
}
