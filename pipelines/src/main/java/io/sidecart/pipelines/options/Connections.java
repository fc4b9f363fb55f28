package io.sidecart.pipelines.options;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.UsageException;
import io.sidecart.transforms.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;

/** Makes settings, which travel with a pipeline, of options, which do not. */
public final class Connections {
  private static final String KAFKA_CONFIG = "SIDECART_KAFKA_CONFIG";

  private Connections() {}

  /**
   * @throws UsageException if the options name no brokers, or not in a form that can be used
   */
  public static KafkaSettings kafka(KafkaOptions options) {
    return new KafkaSettings(
        given("--bootstrapServers", options.getBootstrapServers()),
        orElse(options.getKafkaConfig(), System.getenv(KAFKA_CONFIG)));
  }

  /**
   * @throws UsageException if the options name no contact points, or not in a form that can be used
   */
  public static CassandraSettings cassandra(CassandraOptions options) {
    return CassandraSettings.of(
        given("--cassandra", options.getCassandra()),
        options.getKeyspace(),
        options.getCassandraConfig());
  }

  private static String given(String option, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new UsageException(option + " is not given and no local stack is known");
    }
    return value;
  }

  private static @Nullable String orElse(@Nullable String value, @Nullable String other) {
    return value == null ? other : value;
  }
}
