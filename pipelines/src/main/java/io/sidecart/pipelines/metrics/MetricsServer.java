package io.sidecart.pipelines.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.options.MetricsOptions;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers Prometheus at {@code /metrics}, where the options name a port. */
public final class MetricsServer implements AutoCloseable {
  private static final int LAST_PORT = 65_535;

  private final @Nullable HTTPServer server;

  private volatile Supplier<MetricSnapshots> metrics = MetricSnapshots::new;

  private MetricsServer(MetricsOptions options) {
    Integer port = options.getMetricsPort();
    server = port == null ? null : listen(options.getMetricsHost(), port);
  }

  /**
   * Begins to listen; there is nothing to see yet.
   *
   * @throws UsageException if there is no such port
   * @throws SidecartException if the port is taken
   */
  public static MetricsServer open(MetricsOptions options) {
    return new MetricsServer(options);
  }

  private HTTPServer listen(String host, int port) {
    if (port < 1 || port > LAST_PORT) {
      throw new UsageException("--metricsPort=" + port + " cannot be used: give 1 to " + LAST_PORT);
    }
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register((MultiCollector) () -> metrics.get());
    try {
      return HTTPServer.builder().hostname(host).port(port).registry(registry).buildAndStart();
    } catch (IOException e) {
      throw new SidecartException(
          "--metricsPort=%d cannot be opened on %s: %s; give one that is free"
              .formatted(port, host, e.getMessage()),
          e);
    }
  }

  /** From now on these are shown, asked for anew at each request. */
  public void show(Supplier<MetricSnapshots> now) {
    metrics = now;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
