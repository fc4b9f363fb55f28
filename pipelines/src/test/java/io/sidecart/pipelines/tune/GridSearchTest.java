package io.sidecart.pipelines.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.evaluate.Measure;
import io.sidecart.model.evaluate.Segment;
import io.sidecart.model.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridSearchTest {
  private static final List<Manifest.Parameters> GRID =
      IntStream.rangeClosed(1, 6).mapToObj(GridSearchTest::parameters).toList();

  @TempDir Path folder;
  private final List<Integer> tried = Collections.synchronizedList(new ArrayList<>());
  private final List<String> progress = new ArrayList<>();

  @Test
  void theBestComesFirst() throws Exception {
    List<Trial> trials = search(2).run(GRID, this::score);

    // Rank 4 scores best in explore, 1 and 6 are equal
    assertThat(ranks(trials)).containsExactly(4, 3, 5, 2, 1, 6);
    assertThat(tried).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    assertThat(progress).hasSize(6);
    assertThat(progress.get(5)).startsWith("6 of 6: rank ");
  }

  @Test
  void whatIsFinishedIsNotTriedAgain() throws Exception {
    List<Trial> first = search(2).run(GRID, this::score);
    tried.clear();
    progress.clear();

    List<Trial> second = search(2).run(GRID, this::score);

    assertThat(tried).isEmpty();
    assertThat(second).isEqualTo(first);
    assertThat(progress).containsExactly("6 of 6 trials are in " + folder + "/one already");
  }

  @Test
  void aKilledSearchGoesOnWhereItWas() throws Exception {
    // Given a process that dies in its fourth trial, with three finished
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("output"))).isEqualTo(137);
    assertThat(trialFiles()).hasSize(3);

    // When
    List<Trial> trials = search(2).run(GRID, this::score);

    // Then
    assertThat(tried).containsExactlyInAnyOrder(4, 5, 6);
    assertThat(ranks(trials)).containsExactly(4, 3, 5, 2, 1, 6);
    assertThat(trialFiles()).hasSize(6);
  }

  @Test
  void aTrialThatFailsEndsTheSearchAndLeavesTheOthers() throws Exception {
    assertThatThrownBy(
            () ->
                search(1)
                    .run(
                        GRID,
                        parameters -> {
                          if (parameters.rank() == 3) {
                            throw new SidecartException("no room for rank 3");
                          }
                          return score(parameters);
                        }))
        .isInstanceOf(SidecartException.class)
        .hasMessage("no room for rank 3");

    assertThat(search(1).run(GRID.subList(0, 2), parameters -> List.of()))
        .allMatch(trial -> !trial.windows().isEmpty());
  }

  @Test
  void anotherSearchTakesNothingFromThisOne() throws Exception {
    search(2).run(GRID, this::score);
    tried.clear();

    new GridSearch(store("two"), Segment.EXPLORE, 2, progress::add)
        .run(GRID.subList(0, 1), this::score);

    assertThat(tried).containsExactly(1);
  }

  @Test
  void otherParametersThatNoNameTellsAreAnotherTrial() throws Exception {
    search(1).run(GRID.subList(0, 1), this::score);
    tried.clear();

    search(1).run(List.of(new Manifest.Parameters(1, 11, 0.1, 1, true, 42, 1)), this::score);

    assertThat(tried).containsExactly(1);
    assertThat(trialFiles()).hasSize(2);
  }

  @Test
  void aDamagedTrialIsNamed() throws Exception {
    search(1).run(GRID.subList(0, 1), this::score);
    Path file = trialFiles().get(0);
    Files.writeString(file, "{\"parameters\":");

    assertThatThrownBy(() -> search(1).run(GRID, this::score))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith(file + " is no trial (")
        .hasMessageEndingWith("delete it to repeat it");
  }

  /** Runs a search and dies within it. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] folder) throws IOException {
      Function<Manifest.Parameters, List<Trial.Window>> scorer =
          parameters -> {
            if (parameters.rank() == 4) {
              Runtime.getRuntime().halt(137);
            }
            return scores(parameters);
          };
      new GridSearch(new TrialStore(folder[0], "one"), Segment.EXPLORE, 1, line -> {})
          .run(GRID, scorer);
    }
  }

  private GridSearch search(int parallel) {
    return new GridSearch(store("one"), Segment.EXPLORE, parallel, progress::add);
  }

  private TrialStore store(String search) {
    return new TrialStore(folder.toString(), search);
  }

  private List<Trial.Window> score(Manifest.Parameters parameters) {
    tried.add(parameters.rank());
    return scores(parameters);
  }

  /** Precision in explore by rank: 1, 2, 4, 5, 3, 1 hundredths; overall it is another. */
  private static List<Trial.Window> scores(Manifest.Parameters parameters) {
    double precision = List.of(1, 2, 4, 5, 3, 1).get(parameters.rank() - 1) / 100.0;
    return List.of(window(precision + 0.1, parameters.rank()), window(precision - 0.1, 0));
  }

  private static Trial.Window window(double explore, double overall) {
    return new Trial.Window(
        "2011-01-01T00:00:00Z",
        "2011-01-29T00:00:00Z",
        7,
        Map.of(
            Segment.EXPLORE,
            Map.of(Measure.PRECISION, explore),
            Segment.OVERALL,
            Map.of(Measure.PRECISION, overall)));
  }

  private static Manifest.Parameters parameters(int rank) {
    return new Manifest.Parameters(rank, 10, 0.1, 1, true, 42, 1);
  }

  private static List<Integer> ranks(List<Trial> trials) {
    return trials.stream().map(trial -> trial.parameters().rank()).toList();
  }

  private List<Path> trialFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("one"))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }
}
