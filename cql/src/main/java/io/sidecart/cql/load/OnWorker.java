package io.sidecart.cql.load;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.ConnectionConfig;
import org.apache.beam.sdk.options.ValueProvider;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * A value of the connection config that is read where it is asked for, so that no secret is part of
 * a serialised pipeline. Beam's NestedValueProvider would do but for its toString, which shows the
 * value.
 */
final class OnWorker<T> implements ValueProvider<T> {
  private static final long serialVersionUID = 1L;

  private final CassandraSettings settings;
  private final SerializableFunction<ConnectionConfig, T> value;

  OnWorker(CassandraSettings settings, SerializableFunction<ConnectionConfig, T> value) {
    this.settings = settings;
    this.value = value;
  }

  @Override
  public @Nullable T get() {
    return value.apply(ConnectionConfig.read(settings));
  }

  @Override
  public boolean isAccessible() {
    return true;
  }

  @Override
  public String toString() {
    return "read on the worker";
  }
}
