package io.sidecart.runners.launcher.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.schema.Replication;
import io.sidecart.cql.schema.Schema;
import io.sidecart.model.CartEventJson;
import io.sidecart.runners.launcher.flow.Engine;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The drills that break no server and take little time; {@code ./sidecart drill} runs the rest. */
@Tag("services")
@Timeout(240)
class QuickDrillsTest {
  private static final int EVENTS = 1_000;
  private static final double RATE = 500;

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void useTheServersOfAllTests() throws Exception {
    Endpoints endpoints =
        new Endpoints(
            System.getProperty("sidecart.test.kafka"),
            System.getProperty("sidecart.test.cassandra"));
    Schema.apply(
        CassandraSettings.of(endpoints.cassandra(), Stage.KEYSPACE, null), Replication.oneNode());
    Home home = Home.current().withState(folder.resolve("state"));
    stage =
        new Stage(
            launcher(home),
            Engine.DIRECT,
            false,
            endpoints,
            Optional.empty(),
            home,
            folder.toString(),
            folder,
            folder.resolve("models").toString(),
            events(),
            List.of(),
            new DrillSettings(EVENTS, 1, RATE, 1, 1, true, 42),
            System.out);
  }

  private static List<String> launcher(Home home) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dsidecart.home=" + home.checkout(),
        "-Dsidecart.state=" + home.state(),
        "-cp",
        System.getProperty("java.class.path"),
        "io.sidecart.runners.launcher.Sidecart");
  }

  private static List<Feed.Event> events() {
    List<Feed.Event> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int user = i % 100;
      events.add(
          new Feed.Event(
              user % Stage.PARTITIONS,
              String.valueOf(user).getBytes(UTF_8),
              CartEventJson.write(user, i, 1, 4.99).getBytes(UTF_8),
              null));
    }
    return events;
  }

  @Test
  void messagesThatAreNoEventsAreDeadLetters() throws Exception {
    DrillResult result = new MalformedDrill().run(stage);

    assertThat(result.faults()).isEmpty();
    assertThat(result.deadLetters()).isEqualTo(EVENTS / 10);
  }

  @Test
  @Tag("long")
  void aSecondStreamIsRefusedAndOneAfterAKillIsNot() throws Exception {
    DrillResult result = new TwoStreamsDrill().run(stage);

    assertThat(result.faults()).isEmpty();
    assertThat(result.notes().get(0)).contains("another stream (process ");
  }

  @Test
  @Tag("long")
  void compactionsThatDieLoseAndDoubleNothing() throws Exception {
    DrillResult result = new CompactionDrill().run(stage);

    assertThat(result.faults()).isEmpty();
  }
}
