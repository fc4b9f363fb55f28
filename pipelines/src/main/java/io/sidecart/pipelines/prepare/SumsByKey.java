package io.sidecart.pipelines.prepare;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.values.KV;

/** The sums of all keys in one map, since DirectRunner is slow with many keys. */
final class SumsByKey<K> extends CombineFn<KV<K, Long>, Map<K, Long>, Map<K, Long>> {
  private static final long serialVersionUID = 1L;

  private final Coder<K> keyCoder;

  SumsByKey(Coder<K> keyCoder) {
    this.keyCoder = keyCoder;
  }

  @Override
  public Map<K, Long> createAccumulator() {
    return new HashMap<>();
  }

  @Override
  public Map<K, Long> addInput(Map<K, Long> sums, KV<K, Long> item) {
    sums.merge(item.getKey(), item.getValue(), Long::sum);
    return sums;
  }

  @Override
  public Map<K, Long> mergeAccumulators(Iterable<Map<K, Long>> parts) {
    Map<K, Long> sums = createAccumulator();
    parts.forEach(part -> part.forEach((key, sum) -> sums.merge(key, sum, Long::sum)));
    return sums;
  }

  @Override
  public Map<K, Long> extractOutput(Map<K, Long> sums) {
    return sums;
  }

  @Override
  public Coder<Map<K, Long>> getAccumulatorCoder(CoderRegistry registry, Coder<KV<K, Long>> input) {
    return MapCoder.of(keyCoder, VarLongCoder.of());
  }

  @Override
  public Coder<Map<K, Long>> getDefaultOutputCoder(
      CoderRegistry registry, Coder<KV<K, Long>> input) {
    return getAccumulatorCoder(registry, input);
  }
}
