package io.sidecart.runners.launcher;

import io.sidecart.model.SidecartException;
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

  /**
   * @throws SidecartException if neither the options nor the stack name the servers that the job
   *     needs
   */
  void fill(PipelineOptions options, Class<? extends PipelineOptions> type) {
    if (KafkaOptions.class.isAssignableFrom(type)) {
      KafkaOptions kafka = options.as(KafkaOptions.class);
      if (kafka.getBootstrapServers() == null) {
        kafka.setBootstrapServers(find(Service.KAFKA, "--bootstrapServers"));
      }
    }
    if (CassandraOptions.class.isAssignableFrom(type)) {
      CassandraOptions cassandra = options.as(CassandraOptions.class);
      if (cassandra.getCassandra() == null) {
        cassandra.setCassandra(find(Service.CASSANDRA, "--cassandra"));
      }
    }
  }

  private String find(Service service, String option) {
    return stack
        .find(service)
        .orElseThrow(
            () ->
                new SidecartException(
                    "No "
                        + service.title()
                        + " runs here: start one with "
                        + Sidecart.PROGRAM
                        + " up, or name your own with "
                        + option
                        + "=host:port"));
  }
}
