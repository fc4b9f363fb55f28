package io.sidecart.runners.launcher;

import io.sidecart.pipelines.options.CassandraOptions;
import io.sidecart.pipelines.options.KafkaOptions;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.LocalStack;
import io.sidecart.runners.services.Service;
import org.apache.beam.sdk.options.PipelineOptions;

/** Points a job at the running stack where its options name no servers. */
final class StackEndpoints {
  private final LocalStack stack;

  StackEndpoints(Home home) {
    this.stack = new LocalStack(home);
  }

  /** What it does not find is left to the job, which may not need it. */
  void fill(PipelineOptions options, Class<? extends PipelineOptions> type) {
    if (KafkaOptions.class.isAssignableFrom(type)) {
      KafkaOptions kafka = options.as(KafkaOptions.class);
      if (kafka.getBootstrapServers() == null) {
        stack.find(Service.KAFKA).ifPresent(kafka::setBootstrapServers);
      }
    }
    if (CassandraOptions.class.isAssignableFrom(type)) {
      CassandraOptions cassandra = options.as(CassandraOptions.class);
      if (cassandra.getCassandra() == null) {
        stack.find(Service.CASSANDRA).ifPresent(cassandra::setCassandra);
      }
    }
  }
}
