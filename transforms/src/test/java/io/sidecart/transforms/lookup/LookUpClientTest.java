package io.sidecart.transforms.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.transforms.lookup.Answer.Failed;
import io.sidecart.transforms.lookup.Answer.Known;
import io.sidecart.transforms.lookup.InMemorySource.Fault;
import io.sidecart.transforms.lookup.InMemorySource.InMemoryConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookUpClientTest {
  private static final InMemorySource USERS = InMemorySource.of(Map.of(1, "Ada", 2, "Bob"));

  private final LookUpTally tally = new LookUpTally();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  @Test
  void makesOneRequestForThoseWhoAskAtOnce() throws Exception {
    HeldConnection connection = new HeldConnection();
    LookUpClient<Integer, String> client = client(connection, settings -> settings);

    CompletableFuture<Answer<String>> first = client.load(1, tally);
    CompletableFuture<Answer<String>> second = client.load(1, new LookUpTally());
    connection.answerNext("Ada");

    assertThat(first.get()).isEqualTo(new Known<>("Ada"));
    assertThat(second.get()).isEqualTo(new Known<>("Ada"));
    assertThat(tally.requests).hasValue(1);
    assertThat(connection.mostInFlight()).isEqualTo(1);
  }

  @Test
  void triesATransientFailureAgain() throws Exception {
    LookUpClient<Integer, String> client =
        client(
            USERS.withFaults(1, Fault.OVERLOADED, Fault.OVERLOADED).connect(),
            LookUpClientTest::quick);

    assertThat(load(client, 1)).isEqualTo(new Known<>("Ada"));
    assertThat(tally.requests).hasValue(3);
    assertThat(tally.retries).hasValue(2);
    assertThat(tally.latency().requests()).isEqualTo(3);
    assertThat(tally.storeFailure()).isNull();
  }

  @Test
  void triesARequestWithoutAnswerAgain() throws Exception {
    LookUpClient<Integer, String> client =
        client(USERS.withFaults(1, Fault.SILENT).connect(), LookUpClientTest::quick);

    assertThat(load(client, 1)).isEqualTo(new Known<>("Ada"));
    assertThat(tally.retries).hasValue(1);
  }

  @Test
  void cancelsARequestThatItWaitsForNoMore() throws Exception {
    HeldConnection connection = new HeldConnection();
    LookUpClient<Integer, String> client = client(connection, LookUpClientTest::quick);

    CompletableFuture<Answer<String>> answer = client.load(1, tally);
    CompletableFuture<Optional<String>> first = connection.takeNext();
    CompletableFuture<Optional<String>> second = connection.takeNext();

    assertThat(first).isCancelled();
    second.complete(Optional.of("Ada"));
    assertThat(answer.get()).isEqualTo(new Known<>("Ada"));
  }

  @Test
  void namesWhatIsReadInPart() throws Exception {
    InMemorySource users =
        InMemorySource.of(Map.of(1, "Bartholomew", 2, "Hippolytus", 3, "Zephaniah III"));
    LookUpClient<Integer, String> client = client(users.connect(), settings -> settings);

    assertThat(load(client, 1)).isEqualTo(new Known<>("Bartholome"));
    assertThat(load(client, 2)).isEqualTo(new Known<>("Hippolytus"));
    assertThat(load(client, 3)).isEqualTo(new Known<>("Zephaniah "));
    assertThat(tally.cuts()).isEqualTo(2);
    assertThat(tally.firstCut()).isEqualTo("users, key 1: its name is long, 10 letters count");
  }

  @Test
  void reportsAFailureOfAKeyAtOnceAndForgetsIt() throws Exception {
    LookUpClient<Integer, String> client =
        client(USERS.withFaults(1, Fault.REFUSED).connect(), LookUpClientTest::quick);

    Failed<String> failed = (Failed<String>) load(client, 1);

    assertThat(failed.kind()).isEqualTo(FailureKind.OF_THE_KEY);
    assertThat(failed.detail())
        .isEqualTo("look-up failed (users, key 1: FaultException: the store was REFUSED)");
    assertThat(tally.requests).hasValue(1);
    assertThat(tally.storeFailure()).isNull();
    assertThat(client.cached(1)).isNull();
    assertThat(load(client, 1)).isEqualTo(new Known<>("Ada"));
  }

  @Test
  void givesUpWhenItsPatienceEnds() throws Exception {
    LookUpClient<Integer, String> client =
        client(USERS.withDown(1).connect(), LookUpClientTest::quick);

    Failed<String> failed = (Failed<String>) load(client, 1);

    assertThat(failed.kind()).isEqualTo(FailureKind.TRANSIENT);
    assertThat(failed.detail())
        .isEqualTo(
            "The store did not answer for 0.2 s (users, key 1: FaultException: the store was OVERLOADED);"
                + " start again when it is back: nothing is lost");
    assertThat(tally.requests.get()).isGreaterThan(1);
    assertThat(tally.storeFailure()).isEqualTo(failed);
    assertThat(client.cached(1)).isNull();
  }

  @Test
  void reportsAFailureOfTheStoreAtOnce() throws Exception {
    LookUpClient<Integer, String> client =
        client(USERS.withFaults(1, Fault.BROKEN).connect(), LookUpClientTest::quick);

    Failed<String> failed = (Failed<String>) load(client, 1);

    assertThat(failed.kind()).isEqualTo(FailureKind.OF_THE_STORE);
    assertThat(failed.detail())
        .isEqualTo(
            "The store cannot be asked (users, key 1: FaultException: the store was BROKEN);"
                + " start again when that is mended: nothing is lost");
    assertThat(tally.requests).hasValue(1);
    assertThat(tally.storeFailure()).isEqualTo(failed);
  }

  @Test
  void takesAThrowingSourceForAFailureOfTheStore() throws Exception {
    LookUpClient<Integer, String> client =
        client(
            new ThrowingConnection(
                key -> {
                  throw new IllegalStateException("no such table\nin the store");
                }),
            LookUpClientTest::quick);

    Failed<String> failed = (Failed<String>) load(client, 1);

    assertThat(failed.kind()).isEqualTo(FailureKind.OF_THE_STORE);
    assertThat(failed.detail()).contains("IllegalStateException: no such table\\u000ain the store");
  }

  @Test
  void takesAnAnswerOfNullForAFailureOfTheStore() throws Exception {
    LookUpClient<Integer, String> client =
        client(
            new ThrowingConnection(key -> CompletableFuture.completedFuture(null)),
            LookUpClientTest::quick);

    assertThat(((Failed<String>) load(client, 1)).detail()).contains("the source gave null");
  }

  @Test
  void keepsNoMoreRequestsInFlightThanItMay() throws Exception {
    HeldConnection connection = new HeldConnection();
    LookUpClient<Integer, String> client =
        client(connection, settings -> settings.requestsInFlight(3));
    ExecutorService asker = Executors.newSingleThreadExecutor();
    open.add(asker::shutdownNow);

    Future<List<CompletableFuture<Answer<String>>>> asked =
        asker.submit(
            () -> {
              List<CompletableFuture<Answer<String>>> answers = new ArrayList<>();
              for (int key = 0; key < 20; key++) {
                answers.add(client.load(key, tally));
              }
              return answers;
            });
    for (int i = 0; i < 20; i++) {
      connection.answerNext("somebody");
    }

    for (CompletableFuture<Answer<String>> answer : asked.get()) {
      assertThat(answer.get()).isEqualTo(new Known<>("somebody"));
    }
    assertThat(connection.mostInFlight()).isBetween(1, 3);
  }

  @Test
  void asksOnceForAKeyWhateverTheThreadsDo() throws Exception {
    Map<Integer, String> values =
        IntStream.range(0, 500).boxed().collect(Collectors.toMap(key -> key, key -> "user " + key));
    InMemoryConnection connection = InMemorySource.of(values).connect();
    LookUpClient<Integer, String> client = client(connection, settings -> settings);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    open.add(threads::shutdownNow);

    List<Future<?>> workers = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      Random random = new Random(thread);
      workers.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  int key = random.nextInt(500);
                  Known<String> known = client.cached(key);
                  Answer<String> answer = known != null ? known : client.load(key, tally).get();
                  assertThat(answer).isEqualTo(new Known<>("user " + key));
                }
                return null;
              }));
    }
    for (Future<?> worker : workers) {
      worker.get();
    }

    assertThat(IntStream.range(0, 500).map(connection::requests)).containsOnly(1);
  }

  @Test
  void closesItsConnection() {
    InMemoryConnection connection = USERS.connect();

    client(connection, settings -> settings).close();

    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void tellsThoseWhoWaitThatItIsClosed() throws Exception {
    LookUpClient<Integer, String> client =
        client(new HeldConnection(), settings -> settings.requestsInFlight(1));
    CompletableFuture<Answer<String>> asked = client.load(1, tally);
    List<Thread> waiting = new ArrayList<>();
    List<CompletableFuture<Answer<String>>> answers = new CopyOnWriteArrayList<>();
    for (int key = 2; key < 5; key++) {
      int mine = key;
      Thread thread =
          new Thread(
              () -> {
                try {
                  answers.add(client.load(mine, new LookUpTally()));
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      waiting.add(thread);
    }

    client.close();

    for (Thread thread : waiting) {
      thread.join();
    }
    answers.add(asked);
    answers.add(client.load(9, tally));
    assertThat(answers).hasSize(5);
    for (CompletableFuture<Answer<String>> answer : answers) {
      assertThat(((Failed<String>) answer.get()).detail()).startsWith("The look-up was closed");
    }
  }

  private record ThrowingConnection(IntFunction<CompletableFuture<Optional<String>>> answers)
      implements LookUpSource.Connection<Integer, String> {
    @Override
    public CompletableFuture<Optional<String>> fetch(Integer key) {
      return answers.apply(key);
    }

    @Override
    public String storeName() {
      return "The store";
    }

    @Override
    public FailureKind kindOf(Throwable failure) {
      return FailureKind.OF_THE_STORE;
    }

    @Override
    public void close() {}
  }

  private LookUpClient<Integer, String> client(
      LookUpSource.Connection<Integer, String> connection,
      UnaryOperator<LookUpSettings.Builder> change) {
    LookUpSettings settings = change.apply(LookUpSettings.DEFAULTS.toBuilder()).build();
    LookUpClient<Integer, String> client =
        new LookUpClient<>("users", connection, settings, System::nanoTime);
    open.add(client);
    return client;
  }

  private static LookUpSettings.Builder quick(LookUpSettings.Builder settings) {
    return settings
        .requestTimeout(Duration.ofMillis(50))
        .firstPause(Duration.ofMillis(1))
        .longestPause(Duration.ofMillis(4))
        .patience(Duration.ofMillis(200));
  }

  private Answer<String> load(LookUpClient<Integer, String> client, int key) throws Exception {
    return client.load(key, tally).get();
  }
}
