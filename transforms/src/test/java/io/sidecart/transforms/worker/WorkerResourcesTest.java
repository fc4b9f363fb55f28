package io.sidecart.transforms.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerResourcesTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Object key = new Object();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger alive = new AtomicInteger();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private final class Resource implements AutoCloseable {
    Resource() {
      opened.incrementAndGet();
      alive.incrementAndGet();
    }

    @Override
    public void close() {
      alive.decrementAndGet();
    }
  }

  @Test
  void leasesOfOneKeyShareOneResource() {
    try (Lease<Resource> first = lease();
        Lease<Resource> second = lease()) {
      assertThat(second.get()).isSameAs(first.get());
      assertThat(opened).hasValue(1);
    }
  }

  @Test
  void leasesOfTwoKeysShareNothing() {
    try (Lease<Resource> first = lease();
        Lease<Resource> second = WorkerResources.lease(new Object(), Resource::new)) {
      assertThat(second.get()).isNotSameAs(first.get());
    }
  }

  @Test
  void closesWithTheLastLease() {
    Lease<Resource> first = lease();
    Lease<Resource> second = lease();

    first.close();
    assertThat(alive).hasValue(1);
    second.close();
    assertThat(alive).hasValue(0);
  }

  @Test
  void aLeaseClosedTwiceCountsOnce() {
    Lease<Resource> first = lease();
    Lease<Resource> second = lease();

    first.close();
    first.close();

    assertThat(alive).hasValue(1);
    second.close();
  }

  @Test
  void aLeaseThatIsLostIsGivenBack() {
    Lease<Resource> kept = lease();
    lose(lease(), lease());
    kept.close();

    while (alive.get() > 0) {
      System.gc();
    }

    assertThat(opened).hasValue(1);
  }

  /** As a DoFn does that is never torn down. */
  private static void lose(Lease<?>... leases) {
    assertThat(leases).isNotEmpty();
  }

  @Test
  void opensAnewAfterTheLastLease() {
    lease().close();

    Lease<Resource> again = lease();

    assertThat(opened).hasValue(2);
    assertThat(alive).hasValue(1);
    again.close();
  }

  @Test
  void keepsWhatLingersForTheNextLease() {
    lease(Duration.ofHours(1)).close();

    lease(Duration.ofHours(1)).close();

    assertThat(opened).hasValue(1);
    assertThat(alive).hasValue(1);
    WorkerResources.closeIdle();
  }

  @Test
  void closesWhatLingersInTheEnd() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);

    WorkerResources.lease(key, Duration.ofMillis(1), () -> (AutoCloseable) closed::countDown)
        .close();

    closed.await();
    try (Lease<Resource> again = lease()) {
      assertThat(again.get()).isNotNull();
    }
  }

  @Test
  void closesAtOnceWhatLingersWhenTold() {
    lease(Duration.ofHours(1)).close();
    Lease<Resource> used = WorkerResources.lease(new Object(), Resource::new);

    WorkerResources.closeIdle();

    assertThat(alive).hasValue(1);
    used.close();
  }

  @Test
  void neverClosesWhatIsLeasedAgain() {
    for (int i = 0; i < 2_000; i++) {
      Lease<Resource> lease = lease(Duration.ofNanos(1));
      assertThat(alive).hasValue(1);
      lease.close();
    }
  }

  @Test
  void aFailedOpenGoesToItsCallerAndIsForgotten() {
    assertThatThrownBy(() -> WorkerResources.lease(key, WorkerResourcesTest::refuse))
        .hasMessage("refused");

    try (Lease<Resource> again = lease()) {
      assertThat(again.get()).isNotNull();
    }
  }

  @Test
  void aFailedCloseIsForgottenToo() {
    Lease<AutoCloseable> failing =
        WorkerResources.lease(
            key,
            () ->
                () -> {
                  throw new IllegalStateException("stuck");
                });
    assertThatThrownBy(failing::close).hasMessage("stuck");

    try (Lease<Resource> again = lease()) {
      assertThat(again.get()).isNotNull();
    }
  }

  @Test
  void aSlowOpenDoesNotHoldUpOtherKeys() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CompletableFuture<Resource> slow = new CompletableFuture<>();
    Future<Lease<Resource>> waiting =
        threads.submit(
            () ->
                WorkerResources.lease(
                    key,
                    () -> {
                      opening.countDown();
                      return slow.join();
                    }));
    opening.await();

    try (Lease<Resource> other = WorkerResources.lease(new Object(), Resource::new)) {
      assertThat(other.get()).isNotNull();
    }

    slow.complete(new Resource());
    waiting.get().close();
  }

  @Test
  void thoseWhoWaitForAFailingOpenTryThemselves() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CompletableFuture<Resource> slow = new CompletableFuture<>();
    Future<Lease<Resource>> failing =
        threads.submit(
            () ->
                WorkerResources.lease(
                    key,
                    () -> {
                      opening.countDown();
                      return slow.join();
                    }));
    opening.await();
    Future<Lease<Resource>> waiting = threads.submit(() -> lease());

    slow.completeExceptionally(new IllegalStateException("refused"));

    assertThatThrownBy(failing::get).hasRootCauseMessage("refused");
    try (Lease<Resource> lease = waiting.get()) {
      assertThat(lease.get()).isNotNull();
    }
  }

  @Test
  void manyThreadsNeverSeeTwoResourcesOfOneKeyNorAClosedOne() throws Exception {
    List<Future<?>> workers = new ArrayList<>();
    AtomicInteger faults = new AtomicInteger();
    for (int thread = 0; thread < 8; thread++) {
      workers.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  Lease<Resource> lease = lease();
                  if (alive.get() != 1) {
                    faults.incrementAndGet();
                  }
                  lease.close();
                }
                return null;
              }));
    }
    for (Future<?> worker : workers) {
      worker.get();
    }

    assertThat(faults).hasValue(0);
    assertThat(alive).hasValue(0);
    assertThat(opened.get()).isPositive();
  }

  private Lease<Resource> lease() {
    return WorkerResources.lease(key, Resource::new);
  }

  private Lease<Resource> lease(Duration linger) {
    return WorkerResources.lease(key, linger, Resource::new);
  }

  private static Resource refuse() {
    throw new IllegalStateException("refused");
  }
}
