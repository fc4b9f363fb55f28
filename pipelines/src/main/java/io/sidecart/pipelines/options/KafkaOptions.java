package io.sidecart.pipelines.options;

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
}
