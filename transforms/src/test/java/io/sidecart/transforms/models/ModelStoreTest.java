package io.sidecart.transforms.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.model.manifest.Publication;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.storage.StorageException;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
  private static final Factors USERS = Factors.builder(2).add(1, 1, 2).add(2, 3, 4).build();
  private static final Factors ITEMS = Factors.builder(2).add(7, 5, 6).build();

  @TempDir Path folder;
  private ModelStore store;

  @BeforeEach
  void openStore() {
    store = storeAt(NOW);
  }

  @Test
  void aNewStoreHoldsNothing() throws Exception {
    ModelStore absent = ModelStore.at(folder.resolve("absent").toString());

    assertThat(absent.versions()).isEmpty();
    assertThat(absent.current()).isEmpty();
    assertThat(ModelReferences.current(absent).isPublished()).isFalse();
  }

  @Test
  void aDraftIsNotSeen() throws Exception {
    Draft draft = store.draft();
    TestModels.write(draft, "userFactors", USERS);

    assertThat(store.versions()).isEmpty();
  }

  @Test
  void aFolderWithoutManifestIsNotSeen() throws Exception {
    Files.createDirectories(folder.resolve("20261120T101500Z-000000/als"));

    assertThat(store.versions()).isEmpty();
    assertThatThrownBy(() -> store.publish("20261120T101500Z-000000"))
        .isInstanceOf(SidecartException.class)
        .hasMessage("Model 20261120T101500Z-000000 is not in " + folder);
  }

  @Test
  void aRegisteredVersionTellsItsFiles() throws Exception {
    Manifest manifest = TestModels.register(store, USERS, ITEMS);

    assertThat(store.versions()).containsExactly(manifest.version());
    assertThat(store.manifest(manifest.version())).isEqualTo(manifest);
    assertThat(manifest.files())
        .extracting(StoredFile::path)
        .containsExactly(
            "als/itemFactors/part-00000-a.snappy.parquet",
            "als/itemFactors/part-00001-a.snappy.parquet",
            "als/userFactors/part-00000-a.snappy.parquet",
            "als/userFactors/part-00001-a.snappy.parquet");
    assertThat(manifest.files()).allSatisfy(file -> assertThat(file.sha256()).hasSize(64));
    assertThat(hiddenNames()).isEmpty();
  }

  @Test
  void versionsOfOneSecondDiffer() throws Exception {
    Set<String> versions = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      versions.add(store.draft().version());
    }

    assertThat(versions).hasSize(20).allMatch(v -> v.matches("20261120T101500Z-[0-9a-f]{6}"));
  }

  @Test
  void versionsSortByTime() throws Exception {
    String later = TestModels.register(storeAt(NOW.plusSeconds(1)), USERS, ITEMS).version();
    String earlier = TestModels.register(store, USERS, ITEMS).version();

    assertThat(store.versions()).containsExactly(earlier, later);
  }

  @Test
  void registeringDoesNotPublish() throws Exception {
    TestModels.register(store, USERS, ITEMS);

    assertThat(store.current()).isEmpty();
  }

  @Test
  void aPublicationIsNewerThanTheOneBeforeWhateverTheClockSays() throws Exception {
    String first = TestModels.register(store, USERS, ITEMS).version();
    String second = TestModels.register(store, USERS, ITEMS).version();
    store.publish(first);
    store.publish(second);
    Publication back = storeAt(NOW.minusSeconds(3600)).publish(first);

    assertThat(store.current()).contains(back);
    assertThat(back.version()).isEqualTo(first);
    assertThat(back.sequence()).isEqualTo(3);
    assertThat(ModelReferences.current(store))
        .isEqualTo(new ModelReference(folder.toString(), first, 3));
    assertThat(ModelReferences.lastTwo(store))
        .containsExactly(
            new ModelReference(folder.toString(), second, 2),
            new ModelReference(folder.toString(), first, 3));
  }

  @Test
  void publicationsAtOnceGetSequencesOfTheirOwn() throws Exception {
    String version = TestModels.register(store, USERS, ITEMS).version();
    List<Callable<Publication>> publishers =
        Collections.nCopies(8, () -> storeAt(NOW).publish(version));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Set<Long> sequences = new HashSet<>();
      for (Future<Publication> done : threads.invokeAll(publishers)) {
        sequences.add(done.get().sequence());
      }

      assertThat(sequences).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
      assertThat(store.current().orElseThrow().sequence()).isEqualTo(8);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aDraftOfYesterdayGoesWithTheNext() throws Exception {
    Draft killed = storeAt(NOW.minus(Duration.ofHours(25))).draft();
    Draft alive = storeAt(NOW.minus(Duration.ofHours(23))).draft();

    store.draft();

    assertThat(Path.of(killed.folder())).doesNotExist();
    assertThat(Path.of(alive.folder())).exists();
  }

  @Test
  void aDamagedPointerIsNamed() throws Exception {
    Files.writeString(folder.resolve("CURRENT"), "{\"version\":");

    assertThatThrownBy(() -> store.current())
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Model pointer " + folder + "/CURRENT is damaged: ")
        .hasMessageEndingWith(
            "; put a copy of it back, or move it away, publish a version anew (./sidecart models"
                + " publish VERSION, which ./sidecart models list tells) and start the streams"
                + " again")
        .hasMessageNotContaining("\n");
  }

  @Test
  void whereADamagedPointerIsMovedAwayAVersionCanBePublishedAnew() throws Exception {
    String version = TestModels.register(store, USERS, ITEMS).version();
    Files.writeString(folder.resolve("CURRENT"), "{\"version\":");

    Files.move(folder.resolve("CURRENT"), folder.resolve("CURRENT-damaged"));

    assertThat(store.versions()).containsExactly(version);
    assertThat(store.publish(version).sequence()).isEqualTo(1);
    assertThat(store.current().orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void whereThePointerWasMovedAwayNothingIsDoneOnTermsOfBefore() throws Exception {
    // Given
    String version = TestModels.register(store, USERS, ITEMS).version();
    store.publish(version);
    Files.move(folder.resolve("CURRENT"), folder.resolve("CURRENT-damaged"));

    // When, then
    assertThatThrownBy(() -> store.publish(version, new Terms(OptionalLong.of(1), null)))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Model " + version + " was judged against another one than none,");
    assertThatThrownBy(() -> store.rollback(OptionalLong.of(1)))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Model none was published in " + folder + " meanwhile: ");
  }

  @Test
  void aPointerThatCannotBeReadIsNotCalledDamaged() throws Exception {
    // given: a folder in its place, which can be opened for reading, and fails when it is read
    Files.createDirectory(folder.resolve("CURRENT"));

    assertThatThrownBy(() -> store.current())
        .isInstanceOf(StorageException.class)
        .hasMessage("Cannot read " + folder + "/CURRENT: Is a directory");
  }

  @Test
  void anIdMovesWithItsStoreAndIsNoOtherStores() throws Exception {
    ModelStore before = ModelStore.at(folder.resolve("before").toString());
    String id = before.id();
    Path moved = folder.resolve("after");
    Files.move(folder.resolve("before"), moved);

    assertThat(ModelStore.at(moved.toString()).id()).isEqualTo(id);
    assertThat(before.id()).isNotEqualTo(id);
  }

  @Test
  void aDamagedIdIsNamed() throws Exception {
    Files.writeString(folder.resolve("STORE_ID"), "nobody");

    assertThatThrownBy(() -> store.id())
        .isInstanceOf(SidecartException.class)
        .hasMessage("Model store id " + folder + "/STORE_ID is damaged: 'nobody' is no UUID");
  }

  @Test
  void aDiscardedDraftLeavesNothing() throws Exception {
    Draft draft = store.draft();
    TestModels.write(draft, "userFactors", USERS);

    store.discard(draft);

    assertThat(hiddenNames()).isEmpty();
  }

  private ModelStore storeAt(Instant now) {
    return new ModelStore(
        Storages.of(folder.toString()), folder.toString(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private List<String> hiddenNames() throws IOException {
    try (var names = Files.walk(folder)) {
      return names.map(p -> p.getFileName().toString()).filter(n -> n.startsWith(".")).toList();
    }
  }
}
