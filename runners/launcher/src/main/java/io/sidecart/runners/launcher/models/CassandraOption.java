package io.sidecart.runners.launcher.models;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.pipelines.options.CassandraOptions;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.LocalStack;
import io.sidecart.runners.services.Service;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Cassandra, as the jobs are told. */
final class CassandraOption {
  private final Home home;

  @Option(
      names = "--cassandra",
      paramLabel = "TEXT",
      description =
          "Cassandra contact points, host:port[,host:port]; the running local stack where it is not"
              + " given")
  private @Nullable String cassandra;

  @Option(
      names = "--keyspace",
      paramLabel = "TEXT",
      description = "Cassandra keyspace (default: sidecart)")
  private String keyspace = "sidecart";

  @Option(
      names = "--cassandraConfig",
      paramLabel = "FILE",
      description =
          "File of Cassandra settings (username, password, truststore, ...);"
              + " SIDECART_CASSANDRA_CONFIG where it is not given")
  private @Nullable String config;

  CassandraOption(Home home) {
    this.home = home;
  }

  /**
   * @throws io.sidecart.model.SidecartException if none is named and no local stack runs
   */
  CassandraSettings settings() {
    CassandraOptions options = PipelineOptionsFactory.as(CassandraOptions.class);
    options.setCassandra(
        cassandra == null ? new LocalStack(home).find(Service.CASSANDRA).orElse(null) : cassandra);
    options.setKeyspace(keyspace);
    options.setCassandraConfig(config);
    return Connections.cassandra(options);
  }
}
