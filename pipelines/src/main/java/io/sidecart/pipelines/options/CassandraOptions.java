package io.sidecart.pipelines.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How a job reaches Cassandra. */
public interface CassandraOptions extends PipelineOptions {

  @Description(
      "Cassandra contact points, host:port[,host:port]; the running local stack where it is not"
          + " given")
  @Nullable String getCassandra();

  void setCassandra(@Nullable String value);

  @Description("Cassandra keyspace")
  @Default.String("sidecart")
  String getKeyspace();

  void setKeyspace(String value);

  @Description(
      "File of Cassandra settings (username, password, truststore, ...), so that no secret stands on"
          + " the command line; SIDECART_CASSANDRA_CONFIG where it is not given")
  @Nullable String getCassandraConfig();

  void setCassandraConfig(@Nullable String value);
}
