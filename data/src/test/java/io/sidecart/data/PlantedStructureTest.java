package io.sidecart.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three plain recommenders, trained before a day and judged after it. */
class PlantedStructureTest {
  private static final int FIRST_TEST_DAY = 91;
  private static final int NEIGHBOURS = 30;

  /** user to item to how often. */
  private static final Map<Integer, Map<Integer, Integer>> HISTORY = new HashMap<>();

  private static final Map<Integer, Set<Integer>> FUTURE = new HashMap<>();
  private static final Map<Integer, Integer> POPULARITY = new HashMap<>();

  @BeforeAll
  static void readSample(@TempDir Path folder) throws IOException {
    Path purchases =
        SampleData.write(folder, SampleSettings.demo().withSize(800, 1_500, 64_000)).purchases();
    for (String[] row : SampleDataTest.cells(purchases)) {
      int user = Integer.parseInt(row[0]);
      int item = Integer.parseInt(row[3]);
      if (Integer.parseInt(row[2]) < FIRST_TEST_DAY) {
        HISTORY.computeIfAbsent(user, u -> new HashMap<>()).merge(item, 1, Integer::sum);
        POPULARITY.merge(item, 1, Integer::sum);
      } else {
        FUTURE.computeIfAbsent(user, u -> new HashSet<>()).add(item);
      }
    }
  }

  @Test
  void tastesBeatPopularityOnItemsNeverBoughtBefore() {
    double popularity = precision(user -> POPULARITY, false);
    double neighbours = precision(PlantedStructureTest::itemsOfNeighbours, false);

    assertThat(neighbours).isGreaterThan(1.5 * popularity);
  }

  @Test
  void ownPurchasesBeatPopularity() {
    double popularity = precision(user -> POPULARITY, true);
    double own = precision(HISTORY::get, true);

    assertThat(own).isGreaterThan(2.5 * popularity);
  }

  /** What the users who share most items with this one bought. */
  private static Map<Integer, Integer> itemsOfNeighbours(int user) {
    Set<Integer> own = HISTORY.get(user).keySet();
    List<Map<Integer, Integer>> neighbours =
        HISTORY.entrySet().stream()
            .filter(entry -> entry.getKey() != user)
            .sorted(Comparator.comparingDouble(entry -> -similarity(own, entry.getValue())))
            .limit(NEIGHBOURS)
            .map(Map.Entry::getValue)
            .toList();
    Map<Integer, Integer> votes = new HashMap<>();
    neighbours.forEach(items -> items.keySet().forEach(item -> votes.merge(item, 1, Integer::sum)));
    return votes;
  }

  private static double similarity(Set<Integer> own, Map<Integer, Integer> other) {
    return own.stream().filter(other::containsKey).count() / Math.sqrt(other.size());
  }

  /** The mean share of the five best items that are bought later. */
  private static double precision(
      Function<Integer, Map<Integer, Integer>> scores, boolean ownItemsAllowed) {
    return HISTORY.keySet().stream()
        .filter(FUTURE::containsKey)
        .mapToDouble(
            user -> {
              Collection<Integer> own = HISTORY.get(user).keySet();
              return scores.apply(user).entrySet().stream()
                      .filter(entry -> ownItemsAllowed || !own.contains(entry.getKey()))
                      .sorted(
                          Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                              .thenComparing(Map.Entry.comparingByKey()))
                      .limit(5)
                      .filter(entry -> FUTURE.get(user).contains(entry.getKey()))
                      .count()
                  / 5.0;
            })
        .average()
        .orElseThrow();
  }
}
