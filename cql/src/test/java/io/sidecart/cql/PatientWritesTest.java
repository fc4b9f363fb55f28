package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.exceptions.InvalidQueryException;
import com.datastax.driver.core.exceptions.NoHostAvailableException;
import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatientWritesTest {
  private static final int IN_FLIGHT = 4;
  private final Map<Integer, Integer> tries = new ConcurrentHashMap<>();

  @Test
  void allAreWrittenOnce() {
    PatientWrites<Integer> writes = writes(this::succeed, Duration.ofSeconds(10));

    PatientWrites.Report report = writes.write(IntStream.range(0, 100).boxed().toList());

    assertThat(tries).hasSize(100).allSatisfy((write, times) -> assertThat(times).isEqualTo(1));
    assertThat(report.millis()).hasSize(100);
    assertThat(report.retries()).isZero();
  }

  @Test
  void aPassingFailureIsSentAgain() {
    PatientWrites<Integer> writes =
        writes(
            write ->
                succeed(write).thenCompose(times -> times < 3 ? unreachable() : succeed(write)),
            Duration.ofSeconds(10));

    PatientWrites.Report report = writes.write(IntStream.range(0, 1).boxed().toList());

    assertThat(report.retries()).isEqualTo(2);
  }

  @Test
  void whatIsRefusedFailsAtOnce() {
    PatientWrites<Integer> writes =
        writes(
            write -> {
              succeed(write);
              return CompletableFuture.failedFuture(new InvalidQueryException("no such table"));
            },
            Duration.ofSeconds(10));

    assertThatThrownBy(() -> writes.write(IntStream.range(0, 1).boxed().toList()))
        .isInstanceOf(SidecartException.class)
        .hasMessage("the store refused a write: no such table");
    assertThat(tries).containsEntry(0, 1);
  }

  @Test
  void patienceEnds() {
    PatientWrites<Integer> writes = writes(write -> unreachable(), Duration.ofSeconds(1));

    assertThatThrownBy(() -> writes.write(IntStream.range(0, 10).boxed().toList()))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("the store did not take a write for 1 s (no node is up)");
  }

  @Test
  void afterAFailureTheNextBatchIsWrittenAsUsual() {
    AtomicInteger calls = new AtomicInteger();
    PatientWrites<Integer> writes =
        writes(
            write ->
                calls.incrementAndGet() == 1
                    ? CompletableFuture.failedFuture(new InvalidQueryException("once"))
                    : succeed(write),
            Duration.ofSeconds(10));

    assertThatThrownBy(() -> writes.write(IntStream.range(0, 1).boxed().toList()))
        .isInstanceOf(SidecartException.class);
    PatientWrites.Report report = writes.write(IntStream.range(1, 21).boxed().toList());

    assertThat(report.millis()).hasSize(20);
  }

  @Test
  void notMoreThanTheBoundAreInFlight() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    PatientWrites<Integer> writes =
        writes(
            write ->
                CompletableFuture.supplyAsync(
                    () -> {
                      most.accumulateAndGet(now.incrementAndGet(), Math::max);
                      Thread.yield();
                      return now.decrementAndGet();
                    }),
            Duration.ofSeconds(10));

    writes.write(IntStream.range(0, 500).boxed().toList());

    assertThat(most.get()).isBetween(1, IN_FLIGHT);
  }

  @Test
  void whatIsBegunGoesOnWhileNobodyWaits() {
    CompletableFuture<Integer> acknowledgement = new CompletableFuture<>();
    PatientWrites<Integer> writes = writes(write -> acknowledgement, Duration.ofSeconds(10));

    PatientWrites.UnderWay begun = writes.begin(List.of(1, 2));
    PatientWrites.UnderWay other = writes.begin(List.of(3));
    acknowledgement.complete(0);

    assertThat(begun.await().millis()).hasSize(2);
    assertThat(other.await().millis()).hasSize(1);
  }

  @Test
  void aWriteThatCannotBeMadeEndsTheWaiting() {
    List<Integer> broken =
        new AbstractList<>() {
          @Override
          public Integer get(int index) {
            throw new IllegalStateException("cannot be made");
          }

          @Override
          public int size() {
            return 100;
          }
        };
    PatientWrites<Integer> writes = writes(this::succeed, Duration.ofSeconds(10));

    assertThatThrownBy(() -> writes.write(broken))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("cannot be made");
  }

  @Test
  void manyWritesThatAreAcknowledgedAtOnceTakeNoDeepStack() {
    PatientWrites<Integer> writes = writes(this::succeed, Duration.ofSeconds(10));

    assertThat(writes.write(IntStream.range(0, 100_000).boxed().toList()).millis())
        .hasSize(100_000);
  }

  private static PatientWrites<Integer> writes(
      Function<Integer, ? extends CompletionStage<?>> send, Duration patience) {
    return new PatientWrites<>(send, "the store", IN_FLIGHT, patience);
  }

  private CompletableFuture<Integer> succeed(int write) {
    return CompletableFuture.completedFuture(tries.merge(write, 1, Integer::sum));
  }

  private static CompletableFuture<Integer> unreachable() {
    return CompletableFuture.failedFuture(new NoHostAvailableException(Map.of()));
  }
}
