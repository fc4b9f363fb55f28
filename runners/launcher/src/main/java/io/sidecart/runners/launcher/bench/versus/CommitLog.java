package io.sidecart.runners.launcher.bench.versus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How far a stream had come, by the offsets that its consumer group had committed. */
final class CommitLog {
  private final Map<Integer, Long> beginnings;
  private final Map<Integer, Long> ends;
  private final List<Look> looks = new ArrayList<>();

  /**
   * @param at epoch milliseconds
   */
  private record Look(long at, Map<Integer, Long> committed) {}

  /**
   * @param beginnings the first offset of each partition
   * @param ends the offset after the last one
   */
  CommitLog(Map<Integer, Long> beginnings, Map<Integer, Long> ends) {
    this.beginnings = Map.copyOf(beginnings);
    this.ends = Map.copyOf(ends);
  }

  /** Notes what was found committed. */
  void add(long at, Map<Integer, Long> committed) {
    looks.add(new Look(at, Map.copyOf(committed)));
  }

  /** Messages that are committed by now. */
  long done() {
    return looks.isEmpty() ? 0 : done(looks.get(looks.size() - 1));
  }

  boolean isComplete() {
    return !looks.isEmpty() && isPast(looks.get(looks.size() - 1), 1);
  }

  /**
   * What was done after a share of each partition, up to the last look. Partitions of a micro-batch
   * are committed soon after each other: it is past a share when all are, so that no part of a
   * batch counts that took no time.
   *
   * @param share from 0 to below 1
   */
  Span after(double share) {
    Look last = looks.get(looks.size() - 1);
    Look first = looks.stream().filter(look -> isPast(look, share)).findFirst().orElse(last);
    return new Span(first.at(), last.at(), done(last) - done(first));
  }

  private boolean isPast(Look look, double share) {
    return ends.keySet().stream()
        .allMatch(
            partition ->
                done(look, partition)
                    >= share * (ends.get(partition) - beginnings.getOrDefault(partition, 0L)));
  }

  private long done(Look look) {
    return ends.keySet().stream().mapToLong(partition -> done(look, partition)).sum();
  }

  private long done(Look look, int partition) {
    long beginning = beginnings.getOrDefault(partition, 0L);
    return Math.max(0, look.committed().getOrDefault(partition, 0L) - beginning);
  }
}
