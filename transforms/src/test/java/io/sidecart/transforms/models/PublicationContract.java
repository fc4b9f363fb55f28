package io.sidecart.transforms.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Publication;
import io.sidecart.model.manifest.Publication.Overruled;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What publishing, going back and pruning promise, wherever the store is. */
abstract class PublicationContract {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Factors USERS = Factors.builder(2).add(1, 1, 2).add(2, 3, 4).build();
  private static final Factors ITEMS = Factors.builder(2).add(7, 5, 6).build();

  private String folder;
  private ModelStore store;

  /** The folder of one test alone. */
  abstract String newFolder() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    folder = newFolder();
    store = storeAt(NOW);
  }

  @Test
  void aPublicationSaysWhoMadeItAndWhatWasOverruled() throws Exception {
    // Given
    String version = register(0);
    Overruled overruled = new Overruled("the sale is over", List.of("falls behind by 0.0100"));

    // When
    store.publish(version, new Terms(OptionalLong.of(0), overruled));

    // Then
    assertThat(store.current())
        .contains(
            new Publication(
                version, 1, NOW, System.getProperty("user.name"), null, null, overruled));
  }

  @Test
  void aVersionThatWasJudgedAgainstAnotherOneIsNotPublished() throws Exception {
    String first = register(0);
    String second = register(1);
    store.publish(first);

    assertThatThrownBy(() -> store.publish(second, new Terms(OptionalLong.of(0), null)))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Model %s was judged against another one than %s, which was published meanwhile: publish"
                    .formatted(second, first)
                + " it again");
    assertThat(store.current().orElseThrow().version()).isEqualTo(first);
  }

  @Test
  void rollbackServesTheVersionPublishedBeforeUnderANewSequence() throws Exception {
    // Given
    String first = publish(0);
    publish(1);

    // When
    Publication back = store.rollback();

    // Then: streams take the larger sequence for the newer model
    assertThat(back.version()).isEqualTo(first);
    assertThat(back.sequence()).isEqualTo(3);
    assertThat(back.bringsBack()).isTrue();
    assertThat(ModelReferences.current(store).version()).isEqualTo(first);
    assertThat(store.publications().publications()).hasSize(3);
  }

  @Test
  void aRollbackWithNothingBeforeIsRefused() throws Exception {
    String only = publish(0);

    assertThatThrownBy(() -> store.rollback())
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "No model was published in %s before %s: there is nothing to go back to"
                .formatted(folder, only));
    assertThat(store.current().orElseThrow().version()).isEqualTo(only);
  }

  @Test
  void aRollbackFromAnotherVersionThanExpectedIsRefused() throws Exception {
    publish(0);
    publish(1);
    String third = publish(2);

    assertThatThrownBy(() -> store.rollback(OptionalLong.of(2)))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Model " + third + " was published in " + folder + " meanwhile");
    assertThat(store.current().orElseThrow().version()).isEqualTo(third);
    assertThat(store.rollback(OptionalLong.of(3)).sequence()).isEqualTo(4);
  }

  @Test
  void aReaderSeesAWholePublicationAtEveryMomentOfARollback() throws Exception {
    // Given
    String first = publish(0);
    String second = publish(1);
    Set<String> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<Long> reading =
          reader.submit(
              () -> {
                long newest = 0;
                while (!isOver.get()) {
                  Publication current = ModelStore.at(folder).current().orElseThrow();
                  assertThat(current.sequence()).isGreaterThanOrEqualTo(newest);
                  newest = current.sequence();
                  seen.add(current.version());
                }
                return newest;
              });

      // When
      for (int i = 0; i < 4; i++) {
        store.rollback();
        store.publish(second);
      }
      isOver.set(true);

      // Then
      assertThat(reading.get()).isBetween(2L, 10L);
      assertThat(Set.of(first, second)).containsAll(seen);
      assertThat(store.current().orElseThrow().sequence()).isEqualTo(10);
    } finally {
      isOver.set(true);
      reader.shutdownNow();
    }
  }

  @Test
  void pruneKeepsTheNewestAndThePublishedAndTheOneBefore() throws Exception {
    // Given: of six, the second is served, and the first was before
    String first = publish(0);
    String second = publish(1);
    String third = register(2);
    String fourth = register(3);
    String fifth = register(4);
    String sixth = register(5);

    // When
    Pruned pruned = storeAt(NOW.plus(HOUR.multipliedBy(3))).prune(2, HOUR);

    // Then
    assertThat(pruned.deleted()).extracting(Pruned.Deleted::version).containsExactly(third, fourth);
    assertThat(pruned.deleted()).allSatisfy(each -> assertThat(each.bytes()).isPositive());
    assertThat(pruned.spared())
        .containsExactly(
            new Pruned.Spared(first, "is what a rollback goes back to"),
            new Pruned.Spared(second, "is published"));
    assertThat(store.versions()).containsExactly(first, second, fifth, sixth);
    assertThat(Storages.of(folder).list(folder))
        .extracting(each -> each.name())
        .doesNotContain("." + third, "." + fourth, ".publish.lock");
    assertThat(store.rollback().version()).isEqualTo(first);
  }

  @Test
  void pruneKeepsAVersionThatAStreamMayBeLoading() throws Exception {
    // Given: the first was served until an hour after the start
    String first = publish(0);
    storeAt(NOW.plus(HOUR)).publish(register(1));
    storeAt(NOW.plus(HOUR)).publish(register(2));
    Instant within = NOW.plus(HOUR).plusSeconds(3_599);
    Instant after = NOW.plus(HOUR).plusSeconds(3_601);

    // When
    Pruned early = storeAt(within).prune(1, HOUR);
    Pruned late = storeAt(after).prune(1, HOUR);

    // Then
    assertThat(early.deleted()).isEmpty();
    assertThat(early.spared())
        .contains(
            new Pruned.Spared(
                first, "was served until 2026-11-20T11:00:00Z, so a stream may be loading it"));
    assertThat(late.deleted()).extracting(Pruned.Deleted::version).containsExactly(first);
  }

  @Test
  void aStoreGetsOneIdWhoeverAsksFirst() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Set<String> ids = new HashSet<>();
      Callable<String> asking = () -> ModelStore.at(folder).id();
      for (Future<String> id : threads.invokeAll(Collections.nCopies(8, asking))) {
        ids.add(id.get());
      }

      assertThat(ids).containsExactly(store.id());
      assertThat(store.versions()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  private String publish(int order) throws IOException {
    return store.publish(register(order)).version();
  }

  private String register(int order) throws IOException {
    return TestModels.register(storeAt(NOW.minusSeconds(100 - order)), USERS, ITEMS).version();
  }

  private ModelStore storeAt(Instant now) {
    return new ModelStore(Storages.of(folder), folder, Clock.fixed(now, ZoneOffset.UTC));
  }
}
