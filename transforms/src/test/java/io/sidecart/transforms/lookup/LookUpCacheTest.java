package io.sidecart.transforms.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.transforms.lookup.Answer.Known;
import io.sidecart.transforms.lookup.InMemorySource.InMemoryConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client remembers, and for how long. */
@Timeout(60)
class LookUpCacheTest {
  private static final InMemorySource USERS = InMemorySource.of(Map.of(1, "Ada", 2, "Bob"));

  private final AtomicLong nanos = new AtomicLong();
  private final List<LookUpClient<Integer, String>> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(LookUpClient::close);
  }

  @Test
  void remembersAnAnswerForItsTime() throws Exception {
    InMemoryConnection connection = USERS.connect();
    LookUpClient<Integer, String> client =
        client(connection, settings -> settings.timeToLive(Duration.ofSeconds(10)));

    assertThat(client.cached(1)).isNull();
    assertThat(load(client, 1)).isEqualTo(new Known<>("Ada"));
    pass(Duration.ofMillis(9_999));
    assertThat(client.cached(1)).isEqualTo(new Known<>("Ada"));
    pass(Duration.ofMillis(1));
    assertThat(client.cached(1)).isNull();
    assertThat(connection.requests(1)).isEqualTo(1);
  }

  @Test
  void remembersAValueForAsLongAsItsSourceSays() throws Exception {
    LookUpClient<Integer, String> client =
        client(
            InMemorySource.of(Map.of(1, "Edward")).connect(),
            settings -> settings.timeToLive(Duration.ofSeconds(10)));

    load(client, 1);
    pass(Duration.ofMillis(19_999));
    assertThat(client.cached(1)).isEqualTo(new Known<>("Edward"));
    pass(Duration.ofMillis(1));
    assertThat(client.cached(1)).isNull();
  }

  @Test
  void remembersThatThereIsNothingForATimeOfItsOwn() throws Exception {
    LookUpClient<Integer, String> client =
        client(
            USERS.connect(),
            settings ->
                settings
                    .timeToLive(Duration.ofSeconds(10))
                    .negativeTimeToLive(Duration.ofSeconds(2)));

    assertThat(load(client, 9)).isEqualTo(new Known<>(null));
    pass(Duration.ofMillis(1_999));
    assertThat(client.cached(9)).isEqualTo(new Known<>(null));
    pass(Duration.ofMillis(1));
    assertThat(client.cached(9)).isNull();
  }

  @Test
  void remembersNoMoreKeysThanItMay() throws Exception {
    LookUpClient<Integer, String> client =
        client(USERS.connect(), settings -> settings.cacheSize(10));

    for (int key = 0; key < 100; key++) {
      load(client, key);
    }

    assertThat(IntStream.range(0, 100).filter(key -> client.cached(key) != null).count())
        .isBetween(1L, 10L);
  }

  @Test
  void remembersFewerOfThoseThatTakeMorePlace() throws Exception {
    Map<Integer, String> values =
        IntStream.range(0, 100).boxed().collect(Collectors.toMap(key -> key, key -> "Guinevere"));
    LookUpClient<Integer, String> client =
        client(InMemorySource.of(values).connect(), settings -> settings.cacheSize(10));

    for (int key = 0; key < 100; key++) {
      load(client, key);
    }

    assertThat(IntStream.range(0, 100).filter(key -> client.cached(key) != null).count())
        .as("of three places each")
        .isBetween(1L, 3L);
  }

  @Test
  void doesWithoutRememberingWhatTakesMorePlaceThanThereIs() throws Exception {
    InMemoryConnection connection = InMemorySource.of(Map.of(1, "Guinevere", 2, "Bob")).connect();
    LookUpClient<Integer, String> client = client(connection, settings -> settings.cacheSize(2));

    load(client, 2);

    assertThat(load(client, 1)).isEqualTo(new Known<>("Guinevere"));
    assertThat(client.cached(1)).isNull();
    assertThat(client.cached(2)).isEqualTo(new Known<>("Bob"));
    assertThat(load(client, 1)).isEqualTo(new Known<>("Guinevere"));
    assertThat(connection.requests(1)).isEqualTo(2);
  }

  private LookUpClient<Integer, String> client(
      InMemoryConnection connection, UnaryOperator<LookUpSettings.Builder> change) {
    LookUpSettings settings = change.apply(LookUpSettings.DEFAULTS.toBuilder()).build();
    LookUpClient<Integer, String> client =
        new LookUpClient<>("users", connection, settings, nanos::get);
    open.add(client);
    return client;
  }

  private static Answer<String> load(LookUpClient<Integer, String> client, int key)
      throws Exception {
    return client.load(key, new LookUpTally()).get();
  }

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
