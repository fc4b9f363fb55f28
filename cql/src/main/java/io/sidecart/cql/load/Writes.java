package io.sidecart.cql.load;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.ConnectionConfig;
import io.sidecart.cql.TlsOptions;
import java.util.Objects;
import org.apache.beam.sdk.io.cassandra.CassandraIO;
import org.jspecify.annotations.Nullable;

/** CassandraIO.write as the settings say. */
final class Writes {
  private Writes() {}

  /** Writes rows of a mapped class to the table that its annotation names. */
  static <T> CassandraIO.Write<T> of(CassandraSettings settings, Class<T> row) {
    CassandraIO.Write<T> write =
        CassandraIO.<T>write()
            .withHosts(settings.hosts())
            .withPort(settings.port())
            .withKeyspace(settings.keyspace())
            .withEntity(row)
            .withConsistencyLevel(new OnWorker<>(settings, config -> config.consistency().name()))
            // A server that wants no login never asks for these.
            .withUsername(
                new OnWorker<>(settings, config -> Objects.toString(config.username(), "")))
            .withPassword(
                new OnWorker<>(settings, config -> Objects.toString(config.password(), "")))
            .withSsl(new OnWorker<>(settings, TlsOptions::of));
    @Nullable String localDatacenter = ConnectionConfig.read(settings).localDatacenter();
    return localDatacenter == null ? write : write.withLocalDc(localDatacenter);
  }
}
