package io.sidecart.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.cql.TestKeyspace;
import io.sidecart.model.CartEventJson;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.Why;
import io.sidecart.model.factors.Factors;
import io.sidecart.pipelines.publish.FactorLoading;
import io.sidecart.transforms.Await;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models change under a stream that looks user factors up. Each model has items 10 and 20, and all
 * users like one of them by its vectors; by those of the model before they would like the other.
 */
@Tag("pipeline")
@Tag("services")
@Tag("long")
@Timeout(300)
class UserFactorsSwapTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  private static final int USERS = 50;

  @TempDir Path folder;
  private ModelStore store;

  /** The item that all users like, by version. */
  private final Map<String, Integer> liked = new HashMap<>();

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.resolve("models").toString());
  }

  @Test
  void eachRowIsOfOneModelAndNobodyIsForgottenWhenItChanges() throws Exception {
    // given
    String first = register(10);
    load(first);
    store.publish(first);
    try (RunningStream stream =
            RunningStream.start(folder, KEYSPACE.settings(), "--userFactors=cassandra");
        Traffic traffic = Traffic.start(stream, UserFactorsSwapTest::events)) {
      stream.awaitServed(first);

      // when: a model is published whose factors are loaded too late
      String second = register(20);
      store.publish(second);
      Await.until(
          "the model without factors is refused",
          () -> stream.counters().getOrDefault("models.refused", 0L) > 0);
      load(second);
      stream.awaitServed(second);
      // and: the model before comes back
      store.rollback();
      Await.until("the model before serves", () -> lastVersion(stream).equals(first));
      traffic.close();
      stream.awaitAllCommitted();

      // then
      List<EnrichedEvent> rows = stream.rows();
      assertThat(rows)
          .hasSize(stream.events().readAll().size())
          .allSatisfy(
              row ->
                  assertThat(row.recommendations().get(0).itemId())
                      .isEqualTo(liked.get(row.modelVersion())))
          .extracting(EnrichedEvent::why)
          .containsOnly(Why.ALS);
      assertThat(rows).extracting(row -> row.event().id()).doesNotHaveDuplicates();
      assertThat(rows).extracting(EnrichedEvent::modelVersion).containsOnly(first, second);
    }
  }

  /** Of the newest row of the first partition. */
  private static String lastVersion(RunningStream stream) {
    return stream.rows().stream()
        .filter(row -> row.event().id().partition() == 0)
        .max((a, b) -> a.event().id().compareTo(b.event().id()))
        .map(RunningStream::version)
        .orElseThrow();
  }

  private void load(String version) throws IOException {
    new FactorLoading(store, KEYSPACE.settings(), line -> {}).prepare(version);
  }

  private String register(int item) throws IOException {
    Factors.Builder users = Factors.builder(2);
    for (int user = 0; user < USERS; user++) {
      users.add(user, item == 10 ? 1 : 0, item == 10 ? 0 : 1);
    }
    Factors items = Factors.builder(2).add(10, 1, 0).add(20, 0, 1).build();
    String version = TestModels.register(store, users.build(), items).version();
    liked.put(version, item);
    return version;
  }

  private static String[] events() {
    return IntStream.range(0, 20)
        .mapToObj(i -> CartEventJson.write(i * 7 % USERS, i, 1, 4.99))
        .toArray(String[]::new);
  }
}
