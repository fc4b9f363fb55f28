package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.gate.Scores;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.ModelStore.Draft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsCommandTest {
  private static final String USER = System.getProperty("user.name");

  @TempDir Path state;
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private ModelStore store;

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.resolve("models").toString());
  }

  @Test
  void anEmptyStoreIsToldAsSuch() {
    assertThat(run("list")).isZero();
    assertThat(lines(out))
        .containsExactly("No models in " + store.folder() + "; ./sidecart train makes one");
  }

  @Test
  void listShowsHowEachWasTrainedAndWhichOneIsServed() throws Exception {
    // Given
    String first = register(0.35);
    String second = register(0.36);
    String third = register(0.31);
    store.publish(first);
    store.publish(second);

    // When
    int status = run("list");

    // Then: columns begin at the same places, whatever the order of versions of one second
    assertThat(status).isZero();
    String title = lines(out).get(0);
    assertThat(title.split(" +"))
        .containsExactly("VERSION", "CREATED", "PARAMETERS", "P@5", "OWN", "STATE", "BY");
    assertThat(row(first, title, "P@5", "STATE", "BY")).containsExactly("0.3500", "before", USER);
    assertThat(row(second, title, "P@5", "STATE", "BY"))
        .containsExactly("0.3600", "published", USER);
    assertThat(row(third, title, "P@5", "STATE", "BY")).containsExactly("0.3100", "-", "-");
    assertThat(row(third, title, "CREATED", "PARAMETERS", "OWN"))
        .containsExactly(
            "2026-11-20T10:15:00Z", "implicit rank 64 iterations 10 reg 0.1 alpha 1.0", "0.3450");
  }

  @Test
  void aDamagedVersionDoesNotHideTheOthers() throws Exception {
    String good = register(0.35);
    String damaged = register(0.36);
    Files.writeString(Path.of(store.folderOf(damaged), "manifest.json"), "{");

    assertThat(run("list")).isZero();
    assertThat(lines(out))
        .anyMatch(line -> line.startsWith(good) && line.contains("0.3500"))
        .anyMatch(line -> line.startsWith(damaged) && line.contains("damaged"));
  }

  @Test
  void showTellsAllOfThePublishedVersionAsTextAndAsJson() throws Exception {
    // Given
    String version = register(0.36);
    store.publish(version);

    // When
    run("show");
    List<String> text = lines(out);
    out.reset();
    run("show", version, "--json");
    JsonNode json = new ObjectMapper().readTree(out.toByteArray());

    // Then
    assertThat(text)
        .contains("version: " + version, "  rank: 64", "  time_precision_at_5: 0.36")
        .contains("    from: 2011-11-11T00:00:00Z", "is_published: true")
        .anyMatch(line -> line.startsWith("  - version " + version + ", sequence 1"));
    assertThat(json.get("metrics").get("time_precision_at_5").asDouble()).isEqualTo(0.36);
    assertThat(json.get("publications").get(0).get("by").asText()).isEqualTo(USER);
  }

  @Test
  void publishRefusesWhatFallsBehindAndSaysByHowMuch() throws Exception {
    // Given
    String good = register(0.38);
    String bad = register(0.35);
    assertThat(run("publish", good)).isZero();

    // When
    int status = run("publish", bad);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(lines(err))
        .singleElement()
        .asString()
        .contains("falls behind the published " + good + ", 0.3800, by 0.0300 (tolerance 0.0050)");
    assertThat(store.current().orElseThrow().version()).isEqualTo(good);
  }

  @Test
  void forceNeedsAReasonAndRecordsIt() throws Exception {
    String bad = register(0.30);

    assertThat(run("publish", bad, "--force")).isEqualTo(2);
    assertThat(store.current()).isEmpty();
    assertThat(run("publish", bad, "--force", "--reason=stock was sold out")).isZero();
    assertThat(store.current().orElseThrow().overruled().reason()).isEqualTo("stock was sold out");
    out.reset();
    run("list");
    assertThat(lines(out)).anyMatch(line -> line.endsWith(USER + ", by force"));
  }

  @Test
  void rollbackServesTheOneBefore() throws Exception {
    String first = register(0.35);
    store.publish(first);
    store.publish(register(0.36));

    assertThat(run("rollback")).isZero();
    assertThat(lines(out)).containsExactly("Model " + first + " is published again, as number 3");
    assertThat(run("rollback")).isEqualTo(1);
  }

  @Test
  void pruneSaysWhatItDeletedAndHowMuchThatWas() throws Exception {
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      versions.add(register(0.35));
    }
    List<String> sorted = versions.stream().sorted().toList();
    store.publish(sorted.get(0));
    long bytes = Files.size(Path.of(store.folderOf(sorted.get(1)), "manifest.json"));

    assertThat(run("prune", "--keep=1")).isZero();
    assertThat(lines(out))
        .containsExactly(
            "kept    " + sorted.get(0) + ": it is published",
            "deleted %s, %,d bytes".formatted(sorted.get(1), bytes),
            "1 versions deleted, %,d bytes".formatted(bytes));
    assertThat(store.versions()).containsExactly(sorted.get(0), sorted.get(2));
  }

  @Test
  void userFactorsNeedACassandraAndNothingIsDoneWithoutOne() throws Exception {
    List<String> versions = new ArrayList<>(List.of(register(0.35), register(0.36)));
    versions.sort(null);
    store.publish(versions.get(0));
    store.publish(versions.get(1));

    assertThat(run("load-factors")).isEqualTo(1);
    assertThat(run("rollback", "--loadUserFactors")).isEqualTo(1);
    assertThat(run("publish", versions.get(0), "--loadUserFactors")).isEqualTo(1);
    assertThat(run("prune", "--keep=1", "--removeUserFactors")).isEqualTo(1);

    assertThat(lines(err))
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).startsWith("No Cassandra runs here: "));
    assertThat(store.versions()).isEqualTo(versions);
    assertThat(store.current().orElseThrow().version()).isEqualTo(versions.get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''            | models needs one of list, show, publish, load-factors, rollback, prune; see ./sidecart models --help
          lst           | models: unknown command 'lst' (did you mean list?); see ./sidecart models --help
          list --modls=x | models list: unknown option --modls (did you mean --models?); see ./sidecart models list --help
          publish       | models publish: VERSION needs a value; see ./sidecart models publish --help
          prune --keep=0 | --keep=0, but it must be at least 1
          """)
  void wrongUsageIsSaidInOneLine(String arguments, String message) {
    List<String> line = new ArrayList<>(List.of("models"));
    Arrays.stream(arguments.split(" ")).filter(each -> !each.isEmpty()).forEach(line::add);

    assertThat(sidecart().run(line.toArray(String[]::new))).isEqualTo(2);
    assertThat(lines(err)).containsExactly(message);
  }

  @Test
  void helpShowsTheCommandsBelow() {
    assertThat(sidecart().run("models", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("./sidecart models <command>")
        .containsSubsequence("list", "show", "publish", "load-factors", "rollback", "prune");
    assertThat(sidecart().run("models", "publish", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("./sidecart models publish VERSION [--option=value ...]");
  }

  private List<String> row(String version, String title, String... columns) {
    String line =
        lines(out).stream().filter(each -> each.startsWith(version)).findFirst().orElseThrow();
    return Arrays.stream(columns)
        .map(column -> line.substring(title.indexOf(column)).split(" {2,}")[0])
        .toList();
  }

  private String register(double precision) throws IOException {
    Draft draft = store.draft();
    Manifest.HeldOut heldOut =
        new Manifest.HeldOut(
            Instant.parse("2011-11-11T00:00:00Z"),
            Instant.parse("2011-12-09T00:00:00Z"),
            1_334,
            "a");
    return store
        .register(
            draft,
            files ->
                new Manifest(
                    Manifest.FORMAT_VERSION,
                    draft.version(),
                    Instant.parse("2026-11-20T10:15:00.123Z"),
                    new Manifest.Parameters(64, 10, 0.1, 1, true, 42, 0.8),
                    new Manifest.Data("history", 10, 2, 3, 8, 2).withHeldOut(heldOut),
                    new Manifest.Size(64, 2, 3),
                    new TreeMap<>(Map.of(Scores.PRECISION, precision, Scores.OWN_FREQUENCY, 0.345)),
                    files))
        .version();
  }

  private int run(String command, String... more) {
    List<String> line = new ArrayList<>(List.of("models", command));
    line.addAll(Arrays.asList(more));
    line.add("--models=" + store.folder());
    return sidecart().run(line.toArray(String[]::new));
  }

  private Sidecart sidecart() {
    return new Sidecart(
        new Home(state, state),
        List.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
