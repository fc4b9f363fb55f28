package io.sidecart.runners.launcher.bench;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Which messages were seen somewhere: a bit for each, since offsets have no gaps. */
public final class Identities {
  private final Map<Integer, BitSet> seen = new TreeMap<>();
  private long count;

  /**
   * What a place holds.
   *
   * @param rows all
   * @param distinct those of different identities
   * @param lost committed messages that are not there
   */
  public record Summary(long rows, long distinct, long lost) {}

  public void add(int partition, long offset) {
    seen.computeIfAbsent(partition, p -> new BitSet()).set(Math.toIntExact(offset));
    count++;
  }

  long distinct() {
    return seen.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /** Compares with the messages of each partition below these offsets. */
  public Summary summary(Map<Integer, Long> committed) {
    long lost = 0;
    for (Map.Entry<Integer, Long> each : committed.entrySet()) {
      int end = Math.toIntExact(each.getValue());
      BitSet found = seen.getOrDefault(each.getKey(), new BitSet());
      lost += end - found.get(0, end).cardinality();
    }
    return new Summary(count, distinct(), lost);
  }
}
