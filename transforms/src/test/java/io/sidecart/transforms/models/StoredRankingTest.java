package io.sidecart.transforms.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.ItemTables;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rank.Signal;
import io.sidecart.model.rank.Weights;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.Catalogues;
import io.sidecart.transforms.models.ModelStore.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRankingTest {
  private static final Factors FACTORS = Factors.builder(1).add(1, 2).build();
  private static final Weights WEIGHTS = Weights.of(-1.5, new double[Signal.COUNT]);

  @TempDir Path folder;
  private ModelStore store;

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.toString());
  }

  @Test
  void aVersionCarriesItsRanking() throws IOException {
    Draft draft = draft();
    StoredRanking.write(store, draft, ranking());
    String version = register(draft);

    ServableModel model = ModelLoader.loadServable(store, version);

    assertThat(model.version()).isEqualTo(version);
    assertThat(model.ranking().repeat()).isEqualTo(WEIGHTS);
    assertThat(model.ranking().items().size()).isEqualTo(1);
    assertThat(store.manifest(version).files())
        .extracting(Manifest.StoredFile::path)
        .contains("rank/weights.json", "rank/items.bin");
  }

  @Test
  void aVersionCarriesItsCatalogueAndCanFoldIn() throws IOException {
    Draft draft = draft();
    StoredRanking.write(store, draft, ranking());
    Catalogue catalogue =
        Catalogues.of(purchases(), List.of(new ItemFeatures(1, "GROCERY", "TEA")));
    StoredCatalogue.write(store, draft, catalogue);

    ServableModel model = ModelLoader.loadServable(store, register(draft));

    assertThat(model.catalogue().categories()).containsExactly("TEA");
    assertThat(model.catalogue().priceOf(1)).isEqualTo(2);
    assertThat(model.foldIn()).isNotNull();
  }

  @Test
  void aVersionOfBeforeHasAnEmptyCatalogue() throws IOException {
    String version = TestModels.register(store, FACTORS, FACTORS).version();

    assertThat(ModelLoader.loadServable(store, version).catalogue().size()).isZero();
  }

  @Test
  void aVersionOfFactorsAloneLoadsWithoutOne() throws IOException {
    String version = TestModels.register(store, FACTORS, FACTORS).version();

    assertThat(ModelLoader.loadServable(store, version).ranking()).isNull();
  }

  @Test
  void aVersionThatLacksItsRankingIsRefused() throws IOException {
    String version = register(draft());

    assertThatThrownBy(() -> ModelLoader.loadServable(store, version))
        .isInstanceOf(SidecartException.class)
        .hasMessage("Model " + version + " is damaged: rank/weights.json: is missing");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    Draft draft = draft();
    StoredRanking.write(store, draft, ranking());
    Path weights = Path.of(draft.folder(), "rank/weights.json");
    Files.writeString(weights, Files.readString(weights).replace("-1.5", "null"));
    String version = register(draft);

    assertThatThrownBy(() -> ModelLoader.loadServable(store, version))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Model " + version + " is damaged: rank/weights.json: intercept of repeat is null");
  }

  @Test
  void changedFilesAreRefused() throws IOException {
    Draft draft = draft();
    StoredRanking.write(store, draft, ranking());
    String version = register(draft);
    Files.write(folder.resolve(version).resolve("rank/items.bin"), new byte[] {1});

    assertThatThrownBy(() -> ModelLoader.loadServable(store, version))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(" is damaged: rank/items.bin: has 1 bytes instead of ");
  }

  private Draft draft() throws IOException {
    Draft draft = store.draft();
    TestModels.write(draft, "userFactors", FACTORS);
    TestModels.write(draft, "itemFactors", FACTORS);
    return draft;
  }

  private static PurchaseLog purchases() {
    return PurchaseLog.builder()
        .add(new Purchase("planted", 1, 1, 1, 1, 2.0, null, Instant.EPOCH))
        .build();
  }

  private static LearnedRanking ranking() {
    return new LearnedRanking(ItemTables.of(purchases(), 1000), WEIGHTS, WEIGHTS);
  }

  private String register(Draft draft) throws IOException {
    return store
        .register(
            draft,
            files ->
                new Manifest(
                    Manifest.FORMAT_VERSION,
                    draft.version(),
                    Instant.EPOCH,
                    new Manifest.Parameters(1, 10, 0.1, 1, true, 42, 1).withLearned(true),
                    new Manifest.Data("history", 1, 1, 1, 1, 0),
                    new Manifest.Size(1, 1, 1),
                    new TreeMap<>(),
                    files))
        .version();
  }
}
