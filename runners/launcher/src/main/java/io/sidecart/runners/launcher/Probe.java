package io.sidecart.runners.launcher;

import com.datastax.driver.core.Cluster;
import com.datastax.driver.core.Session;
import com.datastax.driver.core.SocketOptions;
import com.datastax.driver.core.exceptions.DriverException;
import io.sidecart.runners.services.ServiceStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a local server answers a real request. */
final class Probe {
  private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
  private static final int PATIENCE_MILLIS = 5_000;

  private Probe() {}

  static boolean answers(ServiceStatus server) {
    return switch (server.service()) {
      case KAFKA, KAFKA_2 -> kafkaAnswers(server.endpoint());
      case CASSANDRA -> cassandraAnswers(server.endpoint());
      case HDFS -> hdfsAnswers(server.endpoint());
      case SPARK_MASTER -> sparkSays("\"status\" : \"ALIVE\"", server.innerEndpoint());
      // A worker that no master knows is of no use.
      case SPARK_WORKER_1, SPARK_WORKER_2 ->
          sparkSays("\"masterurl\" : \"spark://", server.innerEndpoint());
    };
  }

  private static boolean kafkaAnswers(String endpoint) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", endpoint,
            "request.timeout.ms", PATIENCE_MILLIS,
            "default.api.timeout.ms", PATIENCE_MILLIS);
    try (Admin admin = Admin.create(config)) {
      // A broker without topics answers too.
      admin.listTopics().names().get();
      return true;
    } catch (ExecutionException e) {
      LOG.debug("Kafka does not answer", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean hdfsAnswers(String endpoint) {
    Configuration configuration = new Configuration();
    configuration.setInt("ipc.client.connect.timeout", PATIENCE_MILLIS);
    configuration.setInt("ipc.client.rpc-timeout.ms", PATIENCE_MILLIS);
    configuration.setInt("ipc.client.connect.max.retries", 0);
    configuration.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
    try (FileSystem files =
        FileSystem.newInstance(URI.create("hdfs://" + endpoint), configuration)) {
      return files.exists(new Path("/"));
    } catch (IOException e) {
      LOG.debug("HDFS does not answer", e);
      return false;
    }
  }

  private static boolean sparkSays(String text, String endpoint) {
    Duration patience = Duration.ofMillis(PATIENCE_MILLIS);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + endpoint + "/json/"))
            .timeout(patience)
            .build();
    try {
      return HttpClient.newBuilder()
          .connectTimeout(patience)
          .build()
          .send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .contains(text);
    } catch (IOException e) {
      LOG.debug("Spark does not answer", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean cassandraAnswers(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    InetSocketAddress address =
        new InetSocketAddress(
            endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
    SocketOptions patience =
        new SocketOptions()
            .setConnectTimeoutMillis(PATIENCE_MILLIS)
            .setReadTimeoutMillis(PATIENCE_MILLIS);
    try (Cluster cluster =
            Cluster.builder()
                .addContactPointsWithPorts(address)
                .withSocketOptions(patience)
                .withoutMetrics()
                .withoutJMXReporting()
                .build();
        Session session = cluster.connect()) {
      return session
              .execute(session.prepare("SELECT release_version FROM system.local").bind())
              .one()
          != null;
    } catch (DriverException e) {
      LOG.debug("Cassandra does not answer", e);
      return false;
    }
  }
}
