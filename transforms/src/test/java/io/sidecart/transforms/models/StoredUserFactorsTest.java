package io.sidecart.transforms.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.UserFactorsId;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelStore.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user factors of a version apart from the rest of it, and the rest without them. */
class StoredUserFactorsTest {
  private static final Factors USERS =
      Factors.builder(2).add(1, 0.1f, -2).add(2, 3, 4).add(5, 6, 7).build();
  private static final Factors ITEMS = Factors.builder(2).add(7, 1, 0).add(8, 0, 1).build();

  @TempDir Path folder;
  private ModelStore store;

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.toString());
  }

  @Test
  void allComeOneAfterTheOtherInTheSameOrder() throws IOException {
    String version = TestModels.register(store, USERS, ITEMS).version();

    List<String> first = read(version);

    assertThat(first)
        .containsExactlyInAnyOrder(
            "1 " + FactorVector.of(0.1f, -2),
            "2 " + FactorVector.of(3, 4),
            "5 " + FactorVector.of(6, 7));
    assertThat(read(version)).isEqualTo(first);
  }

  @Test
  void twoModelsAreToldApartAndACopyOfOneIsTheSame() throws IOException {
    String version = TestModels.register(store, USERS, ITEMS).version();
    String other = TestModels.register(store, ITEMS, ITEMS).version();
    Path copied = folder.resolve("copy");
    copy(folder.resolve(version), copied.resolve(version));
    UserFactorsId id = StoredUserFactors.of(store, version).id();

    UserFactorsId copy = StoredUserFactors.of(ModelStore.at(copied.toString()), version).id();

    assertThat(id.users()).isEqualTo(3);
    assertThat(id.rank()).isEqualTo(2);
    assertThat(copy.isSameAs(id)).isTrue();
    assertThat(copy.store()).isNotEqualTo(id.store());
    assertThat(StoredUserFactors.of(store, other).id().fingerprint())
        .isNotEqualTo(id.fingerprint());
  }

  @Test
  void aFileThatIsNotWhatWasRegisteredIsRefusedBeforeItsFirstVector() throws IOException {
    String version = TestModels.register(store, USERS, ITEMS).version();
    damage(version, "als/userFactors/part-00000-a.snappy.parquet");
    List<Integer> seen = new ArrayList<>();

    assertThatThrownBy(
            () -> StoredUserFactors.of(store, version).forEach((user, vector) -> seen.add(user)))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith(
            "Model %s is damaged: als/userFactors/part-00000-a.snappy.parquet: has 1 bytes"
                .formatted(version));
    assertThat(seen).isEmpty();
  }

  @Test
  void aVectorThatIsNoneIsNamed() throws IOException {
    Draft draft = store.draft();
    TestModels.write(draft, "itemFactors", ITEMS);
    TestModels.write(
        draft,
        "userFactors/part-0.parquet",
        TestModels.SCHEMA,
        List.of(TestModels.row(1, 1, 2), TestModels.row(2, 1, Float.NaN)));
    String version = TestModels.register(store, draft, 2, 2, 2).version();

    assertThatThrownBy(() -> read(version))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Model %s is damaged: als/userFactors/part-0.parquet: id 2 has the factor NaN"
                .formatted(version));
  }

  @Test
  void moreVectorsThanTheManifestKnowsOfAreRefused() throws IOException {
    Draft draft = store.draft();
    TestModels.write(draft, "itemFactors", ITEMS);
    TestModels.write(draft, "userFactors", USERS);
    String version = TestModels.register(store, draft, 2, 2, 2).version();

    assertThatThrownBy(() -> read(version))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Model %s is damaged: als/userFactors: has 3 vectors instead of 2".formatted(version));
  }

  @Test
  void whatTheReceiverThrowsIsNoDamage() throws IOException {
    String version = TestModels.register(store, USERS, ITEMS).version();
    SidecartException away = new SidecartException("Cassandra is away");

    assertThatThrownBy(
            () ->
                StoredUserFactors.of(store, version)
                    .forEach(
                        (user, vector) -> {
                          throw away;
                        }))
        .isSameAs(away);
  }

  @Test
  void theRestOfAVersionLoadsWithoutThemEvenWhereTheyAreGone() throws IOException {
    String version = TestModels.register(store, USERS, ITEMS).version();
    damage(version, "als/userFactors/part-00000-a.snappy.parquet");

    ServableModel model = ModelLoader.loadWithoutUsers(store, version);

    assertThat(model.als().users().size()).isZero();
    assertThat(model.als().rank()).isEqualTo(2);
    assertThat(model.als().items().size()).isEqualTo(2);
    assertThat(model.foldIn()).isNotNull();
  }

  @Test
  void theRestOfAVersionIsVerified() throws IOException {
    String version = TestModels.register(store, USERS, ITEMS).version();
    damage(version, "als/itemFactors/part-00001-a.snappy.parquet");

    assertThatThrownBy(() -> ModelLoader.loadWithoutUsers(store, version))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith(
            "Model %s is damaged: als/itemFactors/part-00001-a.snappy.parquet: "
                .formatted(version));
  }

  private List<String> read(String version) throws IOException {
    List<String> rows = new ArrayList<>();
    StoredUserFactors.of(store, version).forEach((user, vector) -> rows.add(user + " " + vector));
    return rows;
  }

  private void damage(String version, String file) throws IOException {
    Files.write(folder.resolve(version).resolve(file), new byte[] {1});
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
