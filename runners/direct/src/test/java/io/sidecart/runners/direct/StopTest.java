package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.ListeningSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** stop, and what Prometheus sees of a stream before it. */
@Tag("services")
@Timeout(240)
class StopTest {
  private static final int EVENTS = 2_000;

  private static final String TOPIC = "events-of-streams-that-stop";

  @TempDir static Path folder;
  private static Home home;
  private final List<Command> started = new ArrayList<>();

  @BeforeAll
  static void send() throws Exception {
    home = Home.current().withState(folder.resolve("state"));
    TestServers.applySchema();
    TestServers.send(TOPIC, EVENTS);
  }

  @AfterEach
  void leaveNoStream() {
    started.forEach(Command::kill);
  }

  @Test
  void aRunningStreamIsFoundWatchedAndStopped() throws Exception {
    // Given
    int port = freePort();
    Path report = folder.resolve("report.json");
    Command stream =
        stream("--metricsPort=" + port, "--report=" + report, "--stopAt=never", "--group=watched");
    await(port, "sidecart_parquet_rows_total " + EVENTS + ".0");

    // When
    String metrics = get(port).orElseThrow();
    List<InetSocketAddress> sockets = ListeningSockets.of(stream.process());
    Command.Result other = Command.run(home, folder, "stop", "--group=another");
    Command.Result stop = Command.run(home, folder, "stop", "--group=watched");
    Command.Result again = Command.run(home, folder, "stop");

    // Then
    assertThat(other.out()).contains("No stream of the group another runs");
    assertThat(stop.status()).as(stop.err()).isZero();
    assertThat(again.out()).contains("No stream runs");
    assertThat(stream.await().status()).isZero();
    JsonNode counters = new ObjectMapper().readTree(report.toFile()).get("counters");
    assertThat(counters.get("events.parsed").asLong()).isEqualTo(EVENTS);
    assertThat(metrics)
        .contains("sidecart_events_parsed_total " + EVENTS + ".0")
        .contains("sidecart_parquet_rows_total " + counters.get("parquet.rows").asLong() + ".0");
    assertThat(sockets).containsExactly(new InetSocketAddress("127.0.0.1", port));
  }

  @Test
  void whatAKilledStreamLeftIsKnownForThat() throws Exception {
    int port = freePort();
    Command stream = stream("--metricsPort=" + port, "--group=killed");
    await(port, ""); // it answers
    stream.kill();
    stream.await();

    Command.Result stop = Command.run(home, folder, "stop");

    assertThat(stop.status()).isZero();
    assertThat(stop.out()).contains("No stream runs");
  }

  private Command stream(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("stream", "--topic=" + TOPIC));
    all.addAll(TestServers.options(TestServers.cassandra()));
    all.addAll(List.of(options));
    Command stream = Command.start(home, folder, all.toArray(String[]::new));
    started.add(stream);
    return stream;
  }

  /** Waits until the metrics hold a text. */
  private static void await(int port, String text) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    while (get(port).filter(metrics -> metrics.contains(text)).isEmpty()) {
      assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static Optional<String> get(int port) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    try {
      return Optional.of(
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      return Optional.empty(); // it does not listen yet
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
