package io.sidecart.pipelines.prepare;

import java.util.HashSet;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.SetCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * How many different things there are, exactly; DirectRunner is slow with as many keys.
 *
 * <p>One worker holds all of them in memory: fine to about a million users or items.
 */
final class DistinctCount<T> extends CombineFn<T, Set<T>, Long> {
  private static final long serialVersionUID = 1L;

  private final Coder<T> coder;

  DistinctCount(Coder<T> coder) {
    this.coder = coder;
  }

  @Override
  public Set<T> createAccumulator() {
    return new HashSet<>();
  }

  @Override
  public Set<T> addInput(Set<T> seen, T thing) {
    seen.add(thing);
    return seen;
  }

  @Override
  public Set<T> mergeAccumulators(Iterable<Set<T>> parts) {
    Set<T> all = createAccumulator();
    parts.forEach(all::addAll);
    return all;
  }

  @Override
  public Long extractOutput(Set<T> seen) {
    return (long) seen.size();
  }

  @Override
  public Coder<Set<T>> getAccumulatorCoder(CoderRegistry registry, Coder<T> input) {
    return SetCoder.of(coder);
  }
}
