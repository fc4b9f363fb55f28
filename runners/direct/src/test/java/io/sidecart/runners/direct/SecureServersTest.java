package io.sidecart.runners.direct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.SidecartException;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jobs against servers that want logins and TLS. Whatever a command does, no password is in
 * what it prints, logs or writes.
 */
@Tag("services")
@Timeout(300)
@Tag("long")
class SecureServersTest {
  private static final int LIVE = 247;

  @TempDir static Path secrets;
  @TempDir static Path state;
  @TempDir static Path work;

  private static Home home;
  private static SecureStack stack;

  @BeforeAll
  static void start() throws Exception {
    home = Home.current().withState(state);
    stack = new SecureStack(home, secrets);
  }

  @AfterAll
  static void leaveNoProcess() {
    if (stack != null) { // which failed to start otherwise
      stack.close();
    }
  }

  @Test
  void everySourceAndSinkIsReachedByLoginAndTls() throws Exception {
    // Given
    Path kafka = stack.kafkaConfig(SecureStack.KAFKA_PASSWORD);
    Path cassandra = stack.cassandraConfig(SecureStack.USER, SecureStack.CASSANDRA_PASSWORD);
    Path data = home.checkout().resolve("data/sample");

    // When
    Command.Result prepare =
        run(
            Map.of("SIDECART_CASSANDRA_CONFIG", cassandra.toString()),
            "prepare",
            "--purchases=" + data.resolve("purchases.csv"),
            "--products=" + data.resolve("products.csv"),
            "--cassandra=" + stack.cassandra());
    Command.Result split =
        run(
            Map.of("SIDECART_KAFKA_CONFIG", kafka.toString()),
            "split",
            "--cassandraConfig=" + cassandra,
            "--bootstrapServers=" + stack.kafka(),
            "--cassandra=" + stack.cassandra());
    Command.Result stream =
        run(
            Map.of(
                "SIDECART_CASSANDRA_USERNAME",
                SecureStack.USER,
                "SIDECART_CASSANDRA_PASSWORD",
                SecureStack.CASSANDRA_PASSWORD),
            streamWith(kafka, stack.cassandraConfigWithoutLogin()));

    // Then
    assertThat(prepare.status()).as(prepare.err()).isZero();
    assertThat(split.status()).as(split.err()).isZero();
    assertThat(split.out()).contains(LIVE + " purchases");
    assertThat(stream.status()).as(stream.err()).isZero();
    assertThat(stream.out()).contains(LIVE + " rows, 0 dead letters");
    assertThat(committed(kafka)).isEqualTo(LIVE);
    assertThat(published(kafka)).isEqualTo(LIVE);
    assertThat(saved(cassandra)).isEqualTo(LIVE);
    for (ProcessHandle server : stack.processes()) {
      assertThat(server.info().commandLine().orElseThrow()).doesNotContain(SecureStack.SECRET);
    }
  }

  @Test
  void aWrongPasswordOfKafkaIsSaidInOneLine() throws Exception {
    Command.Result result =
        run(
            Map.of(),
            streamWith(
                stack.kafkaConfig(SecureStack.SECRET + "-wrong"),
                stack.cassandraConfig(SecureStack.USER, SecureStack.CASSANDRA_PASSWORD)));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .startsWith("Kafka at " + stack.kafka() + " refused this client: ")
        .endsWith("check the file of --kafkaConfig");
  }

  @Test
  void aWrongPasswordOfCassandraIsSaidInOneLine() throws Exception {
    Command.Result result =
        run(
            Map.of(),
            "prepare",
            "--purchases=" + home.checkout().resolve("data/sample/purchases.csv"),
            "--products=" + home.checkout().resolve("data/sample/products.csv"),
            "--output=refused",
            "--cassandraConfig="
                + stack.cassandraConfig(SecureStack.USER, SecureStack.SECRET + "-wrong"),
            "--cassandra=" + stack.cassandra());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .startsWith("Cassandra at " + stack.cassandra() + " refused the login as shop (")
        .contains("--cassandraConfig");
  }

  @Test
  void whoMayReadAndWriteTheKeyspaceAloneNeedsNoMoreOnceItIsThere() throws Exception {
    // Given
    Path shop = stack.cassandraConfig(SecureStack.USER, SecureStack.CASSANDRA_PASSWORD);
    Path clerk = stack.cassandraConfig(SecureStack.CLERK, SecureStack.CASSANDRA_PASSWORD);
    Command.Result made = prepare(shop, "bookshop");
    stack.letClerkReadAndWrite("bookshop");

    // When
    Command.Result again = prepare(clerk, "bookshop");
    Command.Result other = prepare(clerk, "toyshop");

    // Then
    assertThat(made.status()).as(made.err()).isZero();
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err().lines())
        .singleElement()
        .asString()
        .startsWith("Cassandra at " + stack.cassandra() + " took the login, but its role may not")
        .contains("User clerk has no CREATE permission");
  }

  private static Command.Result prepare(Path cassandra, String keyspace) throws Exception {
    return run(
        Map.of(),
        "prepare",
        "--purchases=" + home.checkout().resolve("data/sample/purchases.csv"),
        "--products=" + home.checkout().resolve("data/sample/products.csv"),
        "--output=" + keyspace,
        "--keyspace=" + keyspace,
        "--cassandraConfig=" + cassandra,
        "--cassandra=" + stack.cassandra());
  }

  @Test
  void helpTellsWhatIsSetByDefaultAndNoSecret() throws Exception {
    Command.Result result =
        run(
            Map.of(
                "SIDECART_CASSANDRA_USERNAME",
                SecureStack.USER,
                "SIDECART_CASSANDRA_PASSWORD",
                SecureStack.CASSANDRA_PASSWORD),
            "stream",
            "--help");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("--cassandraConfig");
  }

  @Test
  void aServerWhoseCertificateIsNotTrustedIsLeftAlone() throws Exception {
    CassandraSettings cassandra =
        CassandraSettings.of(
            stack.cassandra(), "sidecart", stack.cassandraConfigOfAnotherServer().toString());
    KafkaSettings kafka =
        new KafkaSettings(stack.kafka(), stack.kafkaConfigOfAnotherServer().toString());

    assertThatThrownBy(() -> CassandraSession.openServer(cassandra).close())
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Cassandra at " + stack.cassandra() + " cannot be reached");
    try (ConsumerGroup group = ConsumerGroup.open(kafka, "cart-events", "any")) {
      assertThatThrownBy(group::ends)
          .isInstanceOf(SidecartException.class)
          .hasMessageStartingWith("Kafka at " + stack.kafka() + " refused this client: ");
    }
  }

  private static String[] streamWith(Path kafka, Path cassandra) {
    return new String[] {
      "stream",
      "--stopAt=end",
      "--kafkaConfig=" + kafka,
      "--cassandraConfig=" + cassandra,
      "--bootstrapServers=" + stack.kafka(),
      "--cassandra=" + stack.cassandra()
    };
  }

  private static Command.Result run(Map<String, String> environment, String... arguments)
      throws Exception {
    Command.Result result = Command.start(home, work, environment, arguments).await();
    assertThat(result.out()).doesNotContain(SecureStack.SECRET);
    assertThat(result.err()).doesNotContain(SecureStack.SECRET);
    assertThat(written(work)).isNotEmpty().noneMatch(SecureServersTest::tells);
    assertThat(written(home.logs())).isNotEmpty().noneMatch(SecureServersTest::tells);
    return result;
  }

  private static List<Path> written(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean tells(Path file) {
    try {
      return Files.readString(file, ISO_8859_1).contains(SecureStack.SECRET);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long committed(Path config) {
    try (ConsumerGroup group = group(config, "cart-events")) {
      return group.committed().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static long published(Path config) {
    try (ConsumerGroup group = group(config, "recommendations")) {
      return group.ends().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static ConsumerGroup group(Path config, String topic) {
    return ConsumerGroup.open(
        new KafkaSettings(stack.kafka(), config.toString()), topic, "sidecart-stream");
  }

  private static long saved(Path config) {
    CassandraSettings settings =
        CassandraSettings.of(stack.cassandra(), "sidecart", config.toString());
    List<Row> rows = new ArrayList<>();
    try (CassandraSession session = CassandraSession.open(settings)) {
      session
          .execute(session.prepare("SELECT user_id FROM {keyspace}.recommendations_history").bind())
          .forEach(rows::add);
    }
    return rows.size();
  }
}
