package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.Await;
import io.sidecart.transforms.models.ModelReference;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ServedModelTest {
  private static final ModelReference NONE = ModelReference.none("models");
  private static final ModelReference FIRST = new ModelReference("models", "b", 1);
  private static final ModelReference SECOND = new ModelReference("models", "a", 2);

  private static final StoragePatience PATIENCE = new StoragePatience(Duration.ofMillis(300));
  private static final int FOREVER = Integer.MAX_VALUE;

  private final List<String> loads = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Set<String> damaged = new HashSet<>();

  /** How often each version does not answer. */
  private final Map<String, Integer> away = new HashMap<>();

  private final MovableClock clock = new MovableClock();
  private final ServedModel served = new ServedModel(this::load, clock, PATIENCE);

  @Test
  void thereIsNoModelWhileNothingIsPublished() {
    assertThat(resolve()).isNull();
    assertThat(resolve(NONE)).isNull();
  }

  @Test
  void loadsAModelOnce() {
    assertThat(resolve(FIRST)).isEqualTo("b");
    assertThat(resolve(FIRST)).isEqualTo("b");

    assertThat(loads).containsExactly("b");
  }

  @Test
  void theNewestPublicationCountsWhateverTheVersionsName() {
    assertThat(resolve(SECOND, FIRST, NONE)).isEqualTo("a");

    assertThat(loads).containsExactly("a");
  }

  @Test
  void changesToANewerPublication() {
    resolve(FIRST);

    assertThat(resolve(FIRST, SECOND)).isEqualTo("a");
  }

  @Test
  void letsGoOfTheModelBefore() throws Exception {
    WeakReference<ServableModel> before =
        new WeakReference<>(served.resolve(List.of(FIRST), (reference, e) -> {}));

    resolve(SECOND);

    Await.until("the model before is collected", () -> isCollected(before));
  }

  @Test
  void staysWhereAViewIsOlderOrEmpty() {
    resolve(SECOND);

    assertThat(resolve(FIRST)).isEqualTo("a");
    assertThat(resolve(NONE)).isEqualTo("a");
    assertThat(resolve()).isEqualTo("a");
  }

  @Test
  void keepsTheModelWhereTheNewOneIsDamaged() {
    damaged.add("a");
    resolve(FIRST);

    assertThat(resolve(SECOND)).isEqualTo("b");
    assertThat(refusals).containsExactly("a: damaged");
  }

  @Test
  void aWorkerThatIsNewServesTheModelBeforeWhereTheNewestIsDamaged() {
    damaged.add("a");

    assertThat(resolve(FIRST, SECOND)).isEqualTo("b");
    assertThat(resolve(FIRST, SECOND)).isEqualTo("b");

    assertThat(loads).containsExactly("a", "b");
    assertThat(refusals).containsExactly("a: damaged");
  }

  @Test
  void triesADamagedModelAgainOnlyAfterAWhile() {
    damaged.add("a");
    resolve(FIRST);
    resolve(SECOND);
    resolve(SECOND);
    clock.forward(ServedModel.RETRY.minusMillis(1));
    resolve(SECOND);
    assertThat(loads).containsExactly("b", "a");

    damaged.clear();
    clock.forward(Duration.ofMillis(1));

    assertThat(resolve(SECOND)).isEqualTo("a");
  }

  @Test
  void aWorkerThatIsNewWaitsForStorageThatIsAway() {
    away.put("a", 1);

    assertThat(resolve(FIRST, SECOND)).isEqualTo("a");
    assertThat(loads).containsExactly("a", "a");
    assertThat(refusals).isEmpty();
  }

  @Test
  void aWorkerThatIsNewServesTheModelBeforeWhereTheNewestStaysAway() {
    away.put("a", FOREVER);

    assertThat(resolve(FIRST, SECOND)).isEqualTo("b");
    assertThat(refusals).containsExactly("a: away");
  }

  @Test
  void aWorkerThatIsNewWaitsForTheModelBeforeWhereTheNewestIsDamaged() {
    damaged.add("a");
    away.put("b", 1);

    assertThat(resolve(FIRST, SECOND)).isEqualTo("b");
    assertThat(loads).containsExactly("a", "b", "b");
  }

  @Test
  void aWorkerThatServesDoesNotWaitForStorage() {
    resolve(FIRST);
    away.put("a", 1);

    assertThat(resolve(FIRST, SECOND)).isEqualTo("b");
    assertThat(loads).containsExactly("b", "a");
  }

  @Test
  void aWorkerThatCanLoadNoPublishedModelFails() {
    damaged.addAll(Set.of("a", "b"));

    assertThatThrownBy(() -> resolve(NONE, FIRST, SECOND))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Model a is published in models, but cannot be loaded: damaged; nor b, published before"
                + " it: damaged; start again when that is mended: nothing is lost");
  }

  @Test
  void theBaselineServesOnWhereTheFirstModelIsDamaged() {
    // given: a worker that began before anything was published
    resolve(NONE);
    damaged.add("b");

    // when
    assertThat(resolve(FIRST)).isNull();

    // then: it is refused, and what comes after it serves
    assertThat(refusals).containsExactly("b: damaged");
    assertThat(resolve(FIRST, SECOND)).isEqualTo("a");
  }

  @Test
  void aNewWorkerServesByTheBaselineWhereNothingWasPublishedButADamagedModel() {
    damaged.add("b");

    // when: the pipeline began with an empty store
    assertThat(resolve(NONE, FIRST)).isNull();

    // then
    assertThat(refusals).containsExactly("b: damaged");
    assertThat(resolve(NONE, FIRST, SECOND)).isEqualTo("a");
  }

  @Test
  void aNewWorkerFailsWhereTheFirstModelMayOnlyBeAwayForItself() {
    away.put("b", FOREVER);

    assertThatThrownBy(() -> resolve(NONE, FIRST)).isInstanceOf(SidecartException.class);
  }

  @Test
  void aWorkerThatFailedTriesAgainAtOnce() {
    damaged.add("a");
    assertThatThrownBy(() -> resolve(SECOND)).isInstanceOf(SidecartException.class);
    damaged.clear();

    assertThat(resolve(SECOND)).isEqualTo("a");
  }

  @Test
  void whoWaitedForAModelThatCannotBeLoadedDoesNotTryItOnceMore() throws Exception {
    // given: one who loads, and another who waits for that
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    damaged.add("a");
    ServedModel slow =
        new ServedModel(
            reference -> {
              loading.countDown();
              finish.await();
              return load(reference);
            },
            clock,
            PATIENCE);
    List<Thread> threads = new ArrayList<>();
    List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 2; i++) {
      Thread thread = new Thread(() -> failures.add(failureOf(slow)));
      threads.add(thread);
      thread.start();
      loading.await();
    }
    Await.until("the other one waits", () -> threads.get(1).getState() == Thread.State.WAITING);

    // when
    finish.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    // then
    assertThat(failures)
        .hasSize(2)
        .allSatisfy(e -> assertThat(e).hasMessageStartingWith("Model a is published in models"));
    assertThat(loads).containsExactly("a");
  }

  private static Exception failureOf(ServedModel served) {
    return catchException(() -> served.resolve(List.of(SECOND), (reference, e) -> {}));
  }

  @Test
  void othersGoOnWithTheOldModelWhileTheNewOneLoads() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    ServedModel slow =
        new ServedModel(
            reference -> {
              if (reference.equals(SECOND)) {
                loading.countDown();
                finish.await();
              }
              return load(reference);
            },
            clock,
            PATIENCE);
    slow.resolve(List.of(FIRST), (reference, e) -> {});
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<ServableModel> loader = other.submit(() -> slow.resolve(List.of(SECOND), (r, e) -> {}));
    loading.await();

    ServableModel meanwhile = slow.resolve(List.of(SECOND), (reference, e) -> {});
    finish.countDown();

    assertThat(meanwhile.version()).isEqualTo("b");
    assertThat(loader.get().version()).isEqualTo("a");
    assertThat(slow.resolve(List.of(), (reference, e) -> {}).version()).isEqualTo("a");
    other.shutdown();
  }

  private static boolean isCollected(WeakReference<?> reference) {
    System.gc();
    return reference.get() == null;
  }

  private String resolve(ModelReference... references) {
    ServableModel model =
        served.resolve(
            List.of(references),
            (reference, e) -> refusals.add(reference.version() + ": " + e.getMessage()));
    return model == null ? null : model.version();
  }

  private ServableModel load(ModelReference reference) throws IOException {
    loads.add(reference.version());
    int absences = away.getOrDefault(reference.version(), 0);
    if (absences > 0) {
      away.put(reference.version(), absences - 1);
      throw new IOException("away");
    }
    if (damaged.contains(reference.version())) {
      throw new SidecartException("damaged");
    }
    Factors factors = Factors.builder(1).add(1, 1).build();
    return ServableModel.of(new AlsModel(reference.version(), factors, ItemFactors.of(factors)));
  }
}
