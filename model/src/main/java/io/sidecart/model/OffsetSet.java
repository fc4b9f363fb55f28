package io.sidecart.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of one partition whose events have reached every sink, as few runs as they allow.
 *
 * <p>Offsets arrive in any order and more than once. What lies below {@link #committable()} is
 * forgotten, so the set stays as small as the disorder of the stream. Not safe for threads.
 */
public final class OffsetSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private long next;

  /** Last offset by first offset; the runs neither touch nor overlap, and all start above next. */
  private final TreeMap<Long, Long> ahead = new TreeMap<>();

  /**
   * @param start the offset where reading began: everything below it counts as done
   */
  public OffsetSet(long start) {
    this.next = start;
  }

  /** Marks all as done that is done in the other set. */
  public void addAll(OffsetSet other) {
    add(Math.min(next, other.next), other.next - 1);
    other.ahead.forEach(this::add);
  }

  /** A set of its own with the same offsets. */
  public OffsetSet copy() {
    OffsetSet copy = new OffsetSet(next);
    copy.ahead.putAll(ahead);
    return copy;
  }

  /** Marks a run of offsets as done, the last one included; none where that is before the first. */
  public void add(long first, long last) {
    if (last < next || last < first) {
      return;
    }
    long from = first;
    long to = last;
    Map.Entry<Long, Long> before = ahead.floorEntry(from);
    if (before != null && before.getValue() >= from - 1) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Long, Long> after = ahead.ceilingEntry(from);
    while (after != null && after.getKey() <= to + 1) {
      to = Math.max(to, after.getValue());
      ahead.remove(after.getKey());
      after = ahead.ceilingEntry(from);
    }
    if (from <= next) {
      next = to + 1;
    } else {
      ahead.put(from, to);
    }
  }

  /** The first offset that is not done: where a restart must begin. */
  public long committable() {
    return next;
  }

  /** What is done above the first offset that is not: last offset by first offset of each run. */
  public NavigableMap<Long, Long> ahead() {
    return Collections.unmodifiableNavigableMap(ahead);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OffsetSet that && next == that.next && ahead.equals(that.ahead);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(next) * 31 + ahead.hashCode();
  }

  @Override
  public String toString() {
    return "below " + next + " and " + ahead;
  }
}
