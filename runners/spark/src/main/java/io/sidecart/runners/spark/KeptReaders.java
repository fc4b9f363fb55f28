package io.sidecart.runners.spark;

import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.jspecify.annotations.Nullable;

/** The readers of a worker that nobody reads from just now: one of a source at most. */
final class KeptReaders implements AutoCloseable {
  private final Map<String, Kept> kept = new HashMap<>();

  private record Key() {}

  private record Kept(UnboundedReader<?> reader, byte[] mark) {}

  /** Those of this worker. They are closed some time after the last reader was. */
  static Lease<KeptReaders> lease() {
    return WorkerResources.lease(new Key(), WorkerResources.ACROSS_BATCHES, KeptReaders::new);
  }

  /** Keeps a reader that stands at a mark, in the place of the one before it. */
  synchronized void keep(String source, UnboundedReader<?> reader, byte[] mark) throws IOException {
    Kept before = kept.put(source, new Kept(reader, mark));
    if (before != null) {
      before.reader().close();
    }
  }

  /**
   * Hands out the reader of a source that stands at this mark; one that stands elsewhere is closed.
   */
  @SuppressWarnings("unchecked") // what is kept under a source's id was made by that source
  synchronized <T> @Nullable UnboundedReader<T> take(String source, byte[] mark)
      throws IOException {
    Kept found = kept.remove(source);
    if (found == null) {
      return null;
    }
    if (Arrays.equals(found.mark(), mark)) {
      return (UnboundedReader<T>) found.reader();
    }
    found.reader().close();
    return null;
  }

  @Override
  public synchronized void close() throws IOException {
    @Nullable IOException failure = null;
    for (Kept each : kept.values()) {
      try {
        each.reader().close();
      } catch (IOException e) {
        failure = e;
      }
    }
    kept.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
