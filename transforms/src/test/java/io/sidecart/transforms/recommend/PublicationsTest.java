package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.models.ModelReference;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicationsTest {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final StoragePatience PATIENCE = new StoragePatience(Duration.ofMillis(300));
  private static final ModelReference NONE = ModelReference.none("models");
  private static final ModelReference FIRST = new ModelReference("models", "a", 1);
  private static final ModelReference SECOND = new ModelReference("models", "b", 2);

  private final Map<String, ModelReference> published = new HashMap<>();
  private final List<String> reads = Collections.synchronizedList(new ArrayList<>());
  private final List<String> unread = new ArrayList<>();
  private final MovableClock clock = new MovableClock();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private volatile CountDownLatch asked = new CountDownLatch(0);
  private volatile CountDownLatch answer = new CountDownLatch(0);
  private final Publications publications = new Publications(this::read, EVERY, clock, PATIENCE);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void findsWhatIsPublishedBesideWhatIsNamed() {
    published.put("models", SECOND);

    assertThat(since(FIRST)).containsExactly(FIRST, SECOND);
  }

  @Test
  void findsTheOneBeforeToo() {
    ModelReference third = new ModelReference("models", "c", 3);
    Publications two = new Publications(folder -> List.of(SECOND, third), EVERY, clock, PATIENCE);

    assertThat(two.since(List.of(FIRST), (folder, e) -> {})).containsExactly(FIRST, SECOND, third);
  }

  @Test
  void findsTheFirstModelOfAStoreThatHadNone() {
    published.put("models", FIRST);

    assertThat(since(NONE)).containsExactly(NONE, FIRST);
  }

  @Test
  void asksAStoreOnceInAnInterval() {
    published.put("models", SECOND);
    since(FIRST, SECOND);
    clock.forward(EVERY.minusMillis(1));
    since(FIRST);

    assertThat(reads).containsExactly("models");
  }

  @Test
  void asksAgainAfterTheInterval() {
    published.put("models", FIRST);
    since(FIRST);
    published.put("models", SECOND);
    clock.forward(EVERY);

    assertThat(since(FIRST)).contains(SECOND);
    assertThat(reads).hasSize(2);
  }

  @Test
  void keepsWhatIsKnownWhereAStoreCannotBeRead() {
    published.put("models", SECOND);
    since(FIRST);
    published.remove("models");
    clock.forward(EVERY);

    assertThat(since(FIRST)).containsExactly(FIRST, SECOND);
    assertThat(unread).containsExactly("models: no answer");
  }

  @Test
  void asksEachStoreThatIsNamed() {
    ModelReference other = new ModelReference("others", "c", 7);
    published.put("models", SECOND);
    published.put("others", other);

    assertThat(since(FIRST, ModelReference.none("others"))).contains(SECOND, other);
  }

  @Test
  void asksAgainSoonWhereNothingIsKnownYet() {
    since(FIRST);
    published.put("models", SECOND);
    clock.forward(Publications.RETRY);

    assertThat(since(FIRST)).containsExactly(FIRST, SECOND);
    assertThat(unread).hasSize(1);
  }

  @Test
  void nobodyWaitsForAStoreThatIsAskedAgain() throws Exception {
    published.put("models", FIRST);
    since(NONE);
    published.put("models", SECOND);
    clock.forward(EVERY);
    asked = new CountDownLatch(1);
    answer = new CountDownLatch(1);
    Future<List<ModelReference>> other = threads.submit(() -> since(NONE));
    asked.await();

    assertThat(since(NONE)).containsExactly(NONE, FIRST);
    answer.countDown();
    assertThat(other.get()).containsExactly(NONE, SECOND);
  }

  @Test
  void aNewWorkersThreadsWaitForTheFirstAnswer() throws Exception {
    published.put("models", SECOND);
    asked = new CountDownLatch(1);
    answer = new CountDownLatch(1);
    Future<List<ModelReference>> one = threads.submit(() -> since(NONE));
    asked.await();
    Future<List<ModelReference>> another = threads.submit(() -> since(NONE));

    answer.countDown();

    assertThat(one.get()).containsExactly(NONE, SECOND);
    assertThat(another.get()).containsExactly(NONE, SECOND);
    assertThat(reads).hasSize(1);
  }

  @Test
  void waitsForAStoreOfWhichItIsNotKnownWhetherItHasAModel() {
    published.put("models", SECOND);
    Publications late =
        new Publications(folder -> read(reads.isEmpty() ? "away" : folder), EVERY, clock, PATIENCE);

    assertThat(late.since(List.of(NONE), (folder, e) -> unread.add(folder)))
        .containsExactly(NONE, SECOND);
    assertThat(unread).isEmpty();
  }

  @Test
  void aNewWorkerWaitsForAStoreThatIsAwayAtFirst() {
    published.put("models", SECOND);
    Publications late =
        new Publications(folder -> read(reads.isEmpty() ? "away" : folder), EVERY, clock, PATIENCE);

    assertThat(late.since(List.of(FIRST), (folder, e) -> unread.add(folder)))
        .containsExactly(FIRST, SECOND);
    assertThat(unread).isEmpty();
  }

  @Test
  void failsWhereItCannotBeToldWhetherAModelIsPublished() {
    assertThatThrownBy(() -> since(NONE))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Which model is published in models cannot be read: java.io.IOException: no answer;"
                + " start again when that is mended: nothing is lost");
  }

  @Test
  void asksAgainAtOnceWhereItCouldNotBeTold() {
    assertThatThrownBy(() -> since(NONE)).isInstanceOf(SidecartException.class);
    published.put("models", FIRST);

    assertThat(since(NONE)).containsExactly(NONE, FIRST);
  }

  @Test
  void aStoreThatIsKnownToHaveNoModelMayBeAway() {
    Publications empty =
        new Publications(
            folder -> {
              if (reads.isEmpty()) {
                reads.add(folder);
                return List.of();
              }
              return read(folder);
            },
            EVERY,
            clock,
            PATIENCE);
    empty.since(List.of(NONE), (folder, e) -> unread.add(folder));
    clock.forward(EVERY);

    assertThat(empty.since(List.of(NONE), (folder, e) -> unread.add(folder))).containsExactly(NONE);
    assertThat(unread).containsExactly("models");
  }

  @Test
  void asksNobodyWithoutAnInterval() {
    Publications fixed = new Publications(this::read, null, clock, PATIENCE);

    assertThat(fixed.since(List.of(FIRST), (folder, e) -> {})).containsExactly(FIRST);
    assertThat(reads).isEmpty();
  }

  private List<ModelReference> since(ModelReference... named) {
    return publications.since(
        List.of(named), (folder, e) -> unread.add(folder + ": " + e.getMessage()));
  }

  private List<ModelReference> read(String folder) throws IOException {
    reads.add(folder);
    asked.countDown();
    await(answer);
    @Nullable ModelReference current = published.get(folder);
    if (current == null) {
      throw new IOException("no answer");
    }
    return List.of(current);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
