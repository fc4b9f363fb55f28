package io.sidecart.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The offsets of one partition whose events have reached every sink, as few ranges as they allow.
 *
 * <p>Offsets arrive in any order and more than once. What lies below {@link #committable()} is
 * forgotten, so the set stays as small as the disorder of the stream.
 */
public final class OffsetSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private long next;

  /**
   * Last offset by first offset; the ranges neither touch nor overlap, and all start above next.
   */
  private final TreeMap<Long, Long> ahead = new TreeMap<>();

  /**
   * @param start the offset where reading began: everything below it counts as done
   */
  public OffsetSet(long start) {
    this.next = start;
  }

  /** As {@link #committable()} and {@link #ahead()} told it. */
  public static OffsetSet restore(long committable, Collection<OffsetRange> ahead) {
    OffsetSet set = new OffsetSet(committable);
    ahead.forEach(set::add);
    return set;
  }

  /** Marks a run of offsets as done. */
  public void add(OffsetRange range) {
    long first = range.first();
    long last = range.last();
    if (last < next) {
      return;
    }
    Map.Entry<Long, Long> before = ahead.floorEntry(first);
    if (before != null && before.getValue() >= first - 1) {
      first = before.getKey();
      last = Math.max(last, before.getValue());
    }
    Map.Entry<Long, Long> after = ahead.ceilingEntry(first);
    while (after != null && after.getKey() <= last + 1) {
      last = Math.max(last, after.getValue());
      ahead.remove(after.getKey());
      after = ahead.ceilingEntry(first);
    }
    if (first <= next) {
      ahead.remove(first);
      next = last + 1;
    } else {
      ahead.put(first, last);
    }
  }

  /** The first offset that is not done: where a restart must begin. */
  public long committable() {
    return next;
  }

  /** What is done above the first offset that is not. */
  public List<OffsetRange> ahead() {
    List<OffsetRange> ranges = new ArrayList<>(ahead.size());
    ahead.forEach((first, last) -> ranges.add(new OffsetRange(first, last)));
    return ranges;
  }
}
