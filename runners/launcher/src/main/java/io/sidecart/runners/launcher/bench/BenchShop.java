package io.sidecart.runners.launcher.bench;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.data.SampleData;
import io.sidecart.data.SampleSettings;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * A shop for measuring: its data is in Cassandra, its model is published, its topics are there.
 *
 * @param pool events of its users and items
 * @param models folder of the model store
 */
public record BenchShop(
    EventPool pool, KafkaSettings kafka, CassandraSettings cassandra, String models) {
  /** Enough for 5,000 items to be kept, and few enough to be loaded soon. */
  private static final SampleSettings SAMPLE =
      SampleSettings.demo().withSize(2_500, 8_000, 100_000);

  /**
   * Makes it, on servers that are empty.
   *
   * @param place the folder for its files
   */
  public static BenchShop open(
      Steps steps, Path place, AttachedStack stack, int partitions, int rank) throws Exception {
    SampleData.Written data = SampleData.write(place.resolve("data"), SAMPLE);
    steps
        .withOneCompiler()
        .command(
            "prepare",
            List.of(
                "--purchases=" + data.purchases(),
                "--products=" + data.products(),
                "--output=" + place.resolve("prepared"),
                "--cassandra=" + stack.endpoints().cassandra()));
    EventPool pool =
        EventPool.read(
            data.purchases(), place.resolve("prepared/item_features").toString(), partitions);
    BenchShop shop =
        new BenchShop(
            pool,
            KafkaSettings.of(stack.endpoints().kafka()),
            CassandraSettings.of(stack.endpoints().cassandra(), "sidecart", null),
            place.resolve("models").toString());
    GeneratedModel.publish(shop.models(), pool.users(), pool.items(), rank);
    BenchTopics.create(shop.kafka(), partitions);
    return shop;
  }
}
