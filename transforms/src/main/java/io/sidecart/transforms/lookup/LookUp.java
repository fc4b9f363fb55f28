package io.sidecart.transforms.lookup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Puts beside each element what a store has for its key.
 *
 * <p>Answers are remembered in a cache that all threads of a worker share. What is not there is
 * asked for asynchronously, one request a key, while further elements of the bundle come in.
 * Elements leave in the order in which they came, with their own timestamps and windows.
 *
 * <p>A failure that the source calls transient, and a request without an answer in time, are tried
 * again with growing pauses. An element whose look-up fails because of its key goes on as one for
 * which the store has nothing, counted in {@code failures} and logged. Where the store stays away
 * for longer than the patience, or fails in another way, the bundle fails with a {@link
 * io.sidecart.model.SidecartException}, so that the runner tries it again or stops: nothing is
 * lost. A failure is never remembered.
 *
 * <p>Metrics, prefixed by the look-up's name and counted by element: {@code hits}, {@code
 * negative_hits} (the cache knows that the store has nothing), {@code misses}, {@code failures};
 * counted by request: {@code requests}, {@code retries}, {@code cut} (the source read a part of
 * what the store has for the key, which is logged too), and the distribution {@code request_ms}.
 *
 * @param <InputT> the elements
 * @param <K> the key, with equals and hashCode by value
 * @param <V> what the store has for a key
 */
public final class LookUp<InputT, K, V>
    extends PTransform<PCollection<InputT>, PCollection<LookedUp<InputT, V>>> {
  private static final long serialVersionUID = 1L;

  private final String label;
  private final SerializableFunction<InputT, K> keyOf;
  private final LookUpSource<K, V> source;
  private final Coder<V> valueCoder;
  private final LookUpSettings settings;

  private LookUp(
      String name,
      SerializableFunction<InputT, K> keyOf,
      LookUpSource<K, V> source,
      Coder<V> valueCoder,
      LookUpSettings settings) {
    this.label = requireNonNull(name, "name");
    this.keyOf = requireNonNull(keyOf, "keyOf");
    this.source = requireNonNull(source, "source");
    this.valueCoder = requireNonNull(valueCoder, "valueCoder");
    this.settings = settings;
  }

  /**
   * A look-up with default settings.
   *
   * @param name names the metrics, and the look-up in error messages
   * @param keyOf the key of an element, never null
   * @param source where to ask
   * @param valueCoder of what the source gives
   */
  public static <InputT, K, V> LookUp<InputT, K, V> of(
      String name,
      SerializableFunction<InputT, K> keyOf,
      LookUpSource<K, V> source,
      Coder<V> valueCoder) {
    return new LookUp<>(name, keyOf, source, valueCoder, LookUpSettings.DEFAULTS);
  }

  /**
   * How many keys a worker remembers, at least 0; 100,000 unless told otherwise. The source may
   * count one whose value is large as several.
   */
  public LookUp<InputT, K, V> withCacheSize(long keys) {
    return with(settings -> settings.cacheSize(atLeast("cacheSize", keys, 0)));
  }

  /**
   * For how long a value is remembered, at least a millisecond; 10 minutes by default. The source
   * may say more of some.
   */
  public LookUp<InputT, K, V> withTimeToLive(Duration duration) {
    return with(settings -> settings.timeToLive(positive("timeToLive", duration)));
  }

  /** For how long it is remembered that the store has nothing for a key; 1 minute by default. */
  public LookUp<InputT, K, V> withNegativeTimeToLive(Duration duration) {
    return with(settings -> settings.negativeTimeToLive(positive("negativeTimeToLive", duration)));
  }

  /** How many keys a worker asks for at once, at least 1; 256 by default. */
  public LookUp<InputT, K, V> withRequestsInFlight(int requests) {
    return with(
        settings -> settings.requestsInFlight((int) atLeast("requestsInFlight", requests, 1)));
  }

  /** How long one request may take before it is tried again; 5 seconds by default. */
  public LookUp<InputT, K, V> withRequestTimeout(Duration duration) {
    return with(settings -> settings.requestTimeout(positive("requestTimeout", duration)));
  }

  /**
   * The pause before the first retry, and the longest that it grows to by doubling; 50 ms and 5 s
   * by default. Each is varied by a quarter at random.
   */
  public LookUp<InputT, K, V> withPauses(Duration first, Duration longest) {
    if (positive("longest", longest).compareTo(positive("first", first)) <= 0) {
      throw new IllegalArgumentException(
          "longest is " + longest + ", it must be more than first, which is " + first);
    }
    return with(settings -> settings.firstPause(first).longestPause(longest));
  }

  /** How long after the first request for a key the last one may begin; 2 minutes by default. */
  public LookUp<InputT, K, V> withPatience(Duration duration) {
    return with(settings -> settings.patience(positive("patience", duration)));
  }

  /** How many elements wait for answers before they are given out, at least 1; 1,000 by default. */
  public LookUp<InputT, K, V> withFlushAt(int elements) {
    return with(settings -> settings.flushAt((int) atLeast("flushAt", elements, 1)));
  }

  private LookUp<InputT, K, V> with(UnaryOperator<LookUpSettings.Builder> change) {
    return new LookUp<>(
        label, keyOf, source, valueCoder, change.apply(settings.toBuilder()).build());
  }

  String label() {
    return label;
  }

  SerializableFunction<InputT, K> keyOf() {
    return keyOf;
  }

  LookUpSource<K, V> source() {
    return source;
  }

  LookUpSettings settings() {
    return settings;
  }

  @Override
  public PCollection<LookedUp<InputT, V>> expand(PCollection<InputT> inputs) {
    if (settings.patience().compareTo(settings.firstPause()) <= 0) {
      throw new IllegalArgumentException(
          "patience is "
              + settings.patience()
              + ", it must be more than the first pause, which is "
              + settings.firstPause());
    }
    // The id makes the instances of this step, and them alone, share a client.
    LookUpFn<InputT, K, V> askForKeys = new LookUpFn<>(UUID.randomUUID().toString(), this);
    TupleTag<LookedUp<InputT, V>> found = new TupleTag<>("found");
    // The one output: Spark codes and keeps what a step with several gives out, and a value may be
    // large. With a tag all the same, without which the step has another name.
    return inputs
        .apply("AskForKeys", ParDo.of(askForKeys).withOutputTags(found, TupleTagList.empty()))
        .get(found)
        .setCoder(LookedUpCoder.of(inputs.getCoder(), valueCoder));
  }

  private static long atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", it must be at least " + least);
    }
    return value;
  }

  private static Duration positive(String name, Duration duration) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(
          name + " is " + duration + ", it must be at least a millisecond");
    }
    return duration;
  }
}
