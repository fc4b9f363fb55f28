package io.sidecart.pipelines.options;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.transforms.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings, which travel with a pipeline, of options, which do not.
 *
 * <p>Not in the options' interfaces: Beam refuses two static methods of one name there.
 */
public final class Connections {
  /** The variable that names the file of {@code --kafkaConfig} where that is not given. */
  public static final String KAFKA_CONFIG = "SIDECART_KAFKA_CONFIG";

  /** The same for {@code --cassandraConfig}. */
  public static final String CASSANDRA_CONFIG = "SIDECART_CASSANDRA_CONFIG";

  private Connections() {}

  /**
   * @throws SidecartException if the options name no brokers and no local stack runs
   * @throws UsageException if they name them in a form that cannot be used
   */
  public static KafkaSettings kafka(KafkaOptions options) {
    return new KafkaSettings(
        given("Kafka", "--bootstrapServers", options.getBootstrapServers()),
        orElse(options.getKafkaConfig(), System.getenv(KAFKA_CONFIG)));
  }

  /**
   * @throws SidecartException if the options name no nodes and no local stack runs
   * @throws UsageException if they name them in a form that cannot be used
   */
  public static CassandraSettings cassandra(CassandraOptions options) {
    return CassandraSettings.of(
        given("Cassandra", "--cassandra", options.getCassandra()),
        options.getKeyspace(),
        orElse(options.getCassandraConfig(), System.getenv(CASSANDRA_CONFIG)));
  }

  private static String given(String server, String option, @Nullable String value) {
    if (value == null) {
      throw new SidecartException(
          "No %s runs here: start one with ./sidecart up, or name your own with %s=host:port"
              .formatted(server, option));
    }
    return value;
  }

  private static @Nullable String orElse(@Nullable String value, @Nullable String other) {
    // A variable that is set to nothing is as one that is not set, as in the shell.
    return value == null && other != null && !other.isEmpty() ? other : value;
  }
}
