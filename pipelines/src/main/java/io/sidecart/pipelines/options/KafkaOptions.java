package io.sidecart.pipelines.options;

import io.sidecart.model.UsageException;
import io.sidecart.transforms.kafka.KafkaSettings;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How a job reaches Kafka. */
public interface KafkaOptions extends PipelineOptions {

  @Description(
      "Kafka brokers, host:port[,host:port]; the running local stack where it is not given")
  @Nullable String getBootstrapServers();

  void setBootstrapServers(@Nullable String value);

  @Description(
      "File of Kafka client properties (security.protocol, sasl.jaas.config, ...), so that no secret"
          + " stands on the command line; SIDECART_KAFKA_CONFIG where it is not given")
  @Nullable String getKafkaConfig();

  void setKafkaConfig(@Nullable String value);

  /**
   * What the options and the environment say of Kafka.
   *
   * @throws UsageException if no broker is known, or the brokers are not {@code host:port}
   */
  static KafkaSettings settings(KafkaOptions options) {
    String servers = options.getBootstrapServers();
    if (servers == null) {
      throw new UsageException(
          "no Kafka is known: start the local stack with ./sidecart up, or give"
              + " --bootstrapServers=host:port");
    }
    String file = options.getKafkaConfig();
    return new KafkaSettings(servers, file != null ? file : System.getenv("SIDECART_KAFKA_CONFIG"));
  }
}
