package io.sidecart.runners.launcher.bench.versus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitLogTest {
  private static final Map<Integer, Long> BEGINNINGS = Map.of(0, 100L, 1, 0L);
  private static final Map<Integer, Long> ENDS = Map.of(0, 1_100L, 1, 1_000L);

  private final CommitLog log = new CommitLog(BEGINNINGS, ENDS);

  @Test
  void aSpanBeginsWhenEachPartitionIsPastTheWarmUp() {
    // given: a batch of both partitions, of which one is committed a little later
    log.add(1_000, Map.of(0, 400L));
    log.add(1_100, Map.of(0, 400L, 1, 300L));
    log.add(3_100, Map.of(0, 1_100L, 1, 1_000L));

    // when
    Span span = log.after(0.2);

    // then
    assertThat(span).isEqualTo(new Span(1_100, 3_100, 1_400));
    assertThat(span.perSecond()).isEqualTo(700);
  }

  @Test
  void itIsCompleteWhenEachPartitionIsCommittedToItsEnd() {
    log.add(1_000, Map.of(0, 1_100L));
    assertThat(log.isComplete()).isFalse();

    log.add(2_000, Map.of(0, 1_100L, 1, 1_000L));

    assertThat(log.isComplete()).isTrue();
    assertThat(log.done()).isEqualTo(2_000);
  }

  @Test
  void whatWasNeverCommittedIsNotDone() {
    assertThat(log.isComplete()).isFalse();
    assertThat(log.done()).isZero();
  }
}
