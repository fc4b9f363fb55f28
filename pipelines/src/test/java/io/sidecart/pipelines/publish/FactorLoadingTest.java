package io.sidecart.pipelines.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.cql.TestKeyspace;
import io.sidecart.cql.factors.LoadedUserFactors;
import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.gate.Judge;
import io.sidecart.model.manifest.Publication;
import io.sidecart.pipelines.publish.GateSettings.Mode;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.StoredUserFactors;
import io.sidecart.transforms.models.TestModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a model store to a real Cassandra, and out of it again. */
@Tag("services")
class FactorLoadingTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();

  private static final Factors USERS = Factors.builder(1).add(1, 1).add(2, 2).build();
  private static final Factors ITEMS = Factors.builder(1).add(7, 1).build();

  @TempDir Path folder;
  private ModelStore store;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.toString());
  }

  @Test
  void theFactorsAreThereBeforeTheVersionIsPublished() throws Exception {
    String version = register();
    List<String> publishedMeanwhile = new ArrayList<>();
    FactorLoading loading =
        new FactorLoading(
            store, KEYSPACE.settings(), line -> publishedMeanwhile.add(published(store)));

    publication(loading).publish(version);

    assertThat(publishedMeanwhile).containsOnly("none");
    assertThat(published(store)).isEqualTo(version);
    assertThatCode(() -> requireLoaded(version)).doesNotThrowAnyException();
  }

  @Test
  void aVersionWhoseFactorsCannotBeLoadedIsNotPublished() throws Exception {
    String version = register();
    Files.write(
        folder.resolve(version).resolve("als/userFactors/part-00001-a.snappy.parquet"),
        new byte[] {1});

    assertThatThrownBy(() -> publication(loading()).publish(version))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Model " + version + " is damaged: als/userFactors/");
    assertThat(published(store)).isEqualTo("none");
  }

  @Test
  void whatIsNotPublishedIsNotLoaded() throws Exception {
    String version = register();

    new GatedPublication(store, new GateSettings(Mode.NEVER, 0.005, null), Judge.none(), loading())
        .publish(version);

    assertThat(lines).isEmpty();
    assertThatThrownBy(() -> requireLoaded(version)).hasMessageContaining("are not in Cassandra");
  }

  @Test
  void aLoadTellsWhatIsThere() throws Exception {
    String version = register();

    loading().prepare(version);
    loading().prepare(version);

    assertThat(lines)
        .containsExactly(
            "  user factors: all 2 in Cassandra, 0 of them before",
            "  user factors: all 2 in Cassandra, 2 of them before");
  }

  @Test
  void whatIsPrunedIsRemoved() throws Exception {
    register();
    register();
    String old = store.versions().get(0);
    String newest = store.versions().get(1);
    loading().prepare(old);
    publication(loading()).publish(newest);
    FactorRemoval removal = FactorRemoval.of(store, KEYSPACE.settings());
    store.prune(1, Duration.ZERO);
    lines.clear();

    removal.run(lines::add);

    assertThat(lines).containsExactly("removed 2 user factors of " + old);
    assertThatCode(() -> requireLoaded(newest)).doesNotThrowAnyException();
  }

  @Test
  void nothingIsRemovedWhileAStreamMayGoOnWithAnOldVersion() throws Exception {
    String published = register();
    store.publish(published);

    assertThatThrownBy(() -> FactorRemoval.of(store, KEYSPACE.settings()))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("./sidecart models load-factors " + published);
  }

  private FactorLoading loading() {
    return new FactorLoading(store, KEYSPACE.settings(), lines::add);
  }

  private GatedPublication publication(BeforePublishing before) {
    return new GatedPublication(
        store, new GateSettings(Mode.GATED, 0.005, null), Judge.none(), before);
  }

  private String register() throws IOException {
    return TestModels.register(store, USERS, ITEMS).version();
  }

  private void requireLoaded(String version) throws IOException {
    LoadedUserFactors.in(KEYSPACE.settings())
        .requireLoaded(StoredUserFactors.of(store, version).id());
  }

  private static String published(ModelStore store) {
    try {
      return store.current().map(Publication::version).orElse("none");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
