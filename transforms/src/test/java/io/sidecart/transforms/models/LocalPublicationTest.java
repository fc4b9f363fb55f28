package io.sidecart.transforms.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.factors.Factors;
import io.sidecart.transforms.storage.FailingStorage;
import io.sidecart.transforms.storage.FailingStorage.Died;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPublicationTest extends PublicationContract {
  private static final Factors FACTORS = Factors.builder(2).add(1, 1, 2).add(2, 3, 4).build();
  private static final int ENOUGH = 100;

  @TempDir Path folder;

  @Override
  String newFolder() {
    return folder.toString();
  }

  @Test
  void aRollbackThatDiesAtAnyPointLeavesTheOneOrTheOther() throws Exception {
    Set<String> left = new HashSet<>();
    boolean isDone = false;
    for (int survived = 0; !isDone; survived++) {
      // Given
      String place = folder.resolve("dies-after-" + survived).toString();
      ModelStore store = ModelStore.at(place);
      String first = TestModels.register(store, FACTORS, FACTORS).version();
      String second = TestModels.register(store, FACTORS, FACTORS).version();
      store.publish(first);
      store.publish(second);

      // When
      isDone = rollbackDyingAfter(survived, place);

      // Then
      String served = store.current().orElseThrow().version();
      assertThat(served).isIn(first, second);
      assertThat(store.publications().publications()).hasSize(served.equals(first) ? 3 : 2);
      assertThat(ModelLoader.load(store, served).users().size()).isEqualTo(2);
      left.add(served.equals(first) ? "new" : "old");
      assertThat(survived).isLessThan(ENOUGH);
    }
    assertThat(left).containsExactlyInAnyOrder("old", "new");
  }

  private static boolean rollbackDyingAfter(int operations, String place) throws IOException {
    try {
      storeOn(FailingStorage.diesAfter(Storages.of(place), operations), place).rollback();
      return true;
    } catch (Died e) {
      return false;
    }
  }

  @Test
  void aPruningThatDiesAtAnyPointLeavesOnlyWholeVersions() throws Exception {
    boolean isDone = false;
    for (int survived = 0; !isDone; survived++) {
      // Given
      String place = folder.resolve("dies-after-" + survived).toString();
      ModelStore store = ModelStore.at(place);
      for (int i = 0; i < 3; i++) {
        TestModels.register(store, FACTORS, FACTORS);
      }

      // When
      FailingStorage storage = FailingStorage.diesAfter(Storages.of(place), survived);
      try {
        storeOn(storage, place).prune(1, Duration.ZERO);
        isDone = true;
      } catch (Died e) {
        // as a kill does
      }

      // Then
      List<String> versions = store.versions();
      assertThat(versions).hasSizeBetween(1, 3);
      for (String version : versions) {
        assertThat(ModelLoader.load(store, version).users().size()).isEqualTo(2);
      }
      assertThat(survived).isLessThan(ENOUGH);
    }
  }

  @Test
  void aPointerThatIsReplacedWhileItIsReadIsReadAgain() throws Exception {
    // Given: the first look sees a part of it
    ModelStore store = ModelStore.at(folder.toString());
    String version = TestModels.register(store, FACTORS, FACTORS).version();
    store.publish(version);
    Path pointer = folder.resolve("CURRENT");
    byte[] whole = Files.readAllBytes(pointer);
    Files.write(pointer, "{\"version\":".getBytes(UTF_8));
    FailingStorage storage = FailingStorage.none(Storages.of(folder.toString()));
    storage.beforeEach(
        () -> {
          if (storage.operations() == 3) {
            Files.write(pointer, whole);
          }
        });

    // When, then
    assertThat(storeOn(storage, folder.toString()).current().orElseThrow().version())
        .isEqualTo(version);
  }

  @Test
  void keepingNoneIsRefused() {
    ModelStore store = ModelStore.at(folder.toString());

    assertThatThrownBy(() -> store.prune(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ModelStore storeOn(Storage storage, String place) {
    return new ModelStore(storage, place, Clock.systemUTC());
  }
}
