package io.sidecart.pipelines.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.options.MetricsOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private final MetricsOptions options = PipelineOptionsFactory.as(MetricsOptions.class);

  @Test
  void prometheusSeesWhatIsCountedNow() throws Exception {
    options.setMetricsPort(freePort());
    Map<String, Long> counters =
        Map.of("parquet.rows", 12L, "served.version.a-1", 3L, "0/bytes_read", 4L);
    try (MetricsServer server = MetricsServer.open(options)) {
      Snapshots snapshots = new Snapshots();
      Map<String, Long> others = snapshots.addLabelled(counters, "served.version.", "version");
      snapshots
          .addCounters(others)
          .addDistributions(Map.of("parquet.write_ms", DistributionResult.create(70, 2, 30, 40)))
          .addGauge("lag", "partition", Map.of(1, 5L))
          .addInfo("model", "version", "a-1");
      server.show(snapshots::build);

      assertThat(get().lines().filter(line -> !line.startsWith("#")))
          .containsExactlyInAnyOrder(
              "sidecart_parquet_rows_total 12.0",
              "sidecart_served_version_total{version=\"a-1\"} 3.0",
              "sidecart_parquet_write_ms_count 2",
              "sidecart_parquet_write_ms_sum 70.0",
              "sidecart_lag{partition=\"1\"} 5.0",
              "sidecart_model_info{version=\"a-1\"} 1");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      options.setMetricsPort(taken.getLocalPort());

      assertThatThrownBy(() -> MetricsServer.open(options))
          .isInstanceOf(SidecartException.class)
          .hasMessageStartingWith("--metricsPort=" + taken.getLocalPort() + " cannot be opened");
    }
  }

  @Test
  void withoutAPortNothingListens() {
    try (MetricsServer server = MetricsServer.open(options)) {
      assertThat(server).isNotNull();
    }
  }

  private String get() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + options.getMetricsPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
