package io.sidecart.transforms.lookup;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Where a {@link LookUp} finds its values: the port that a store implements.
 *
 * @param <K> the key, with equals and hashCode by value
 * @param <V> what is stored for a key
 */
public interface LookUpSource<K, V> extends Serializable {

  /**
   * Connects, or throws a {@link io.sidecart.model.SidecartException} that says what could not be
   * reached. Called once for each worker; the connection is shared by all threads, and closed a
   * minute after the last of them is done. So it may be opened while the store is away.
   *
   * @param patience how long to try
   */
  Connection<K, V> connect(Duration patience);

  /** An open connection, safe for use by many threads. */
  interface Connection<K, V> extends AutoCloseable {

    /**
     * Asks for one key without blocking. Completes with empty when the store has nothing for the
     * key, and exceptionally when it could not be asked. Is cancelled when the answer is not waited
     * for any more.
     */
    CompletionStage<Optional<V>> fetch(K key);

    /**
     * The same, where the store may have so much for a key that a part must do.
     *
     * @param cut is told of it, and how much counts, before this completes with a value that is
     *     made of a part
     */
    default CompletionStage<Optional<V>> fetch(K key, Consumer<String> cut) {
      return fetch(key);
    }

    /**
     * How long to remember a value, where others are remembered for so long: more for one that is
     * dear to fetch and changes little.
     */
    default Duration timeToLive(V value, Duration usual) {
      return usual;
    }

    /**
     * How many places a value takes in the cache, at least 1: more for one that takes much memory.
     */
    default int weight(V value) {
      return 1;
    }

    /** What messages call the store, with its address: {@code Cassandra at host:9042}, say. */
    String storeName();

    /**
     * What kind of failure this is that {@link #fetch} threw or completed with; never asked of the
     * look-up's own time-out. {@link FailureKind#OF_THE_KEY} only for what is sure to spare other
     * keys: its elements do without, all else is asked again or stops the bundle.
     */
    FailureKind kindOf(Throwable failure);

    /** The failure for a message: one line, with what to do about it where that is known. */
    default String explain(Throwable failure) {
      return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    @Override
    void close();
  }
}
