package io.sidecart.runners.spark;

import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.jspecify.annotations.Nullable;

/**
 * The readers of a worker that nobody reads from just now: one of a source at most. One that nobody
 * asks for is closed after a while: its partition is read by another worker then.
 */
final class KeptReaders implements AutoCloseable {
  private final Map<String, Kept> kept = new HashMap<>();
  private final LongSupplier nanoTime;

  private record Key() {}

  private record Kept(UnboundedReader<?> reader, byte[] mark, long since) {}

  KeptReaders(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Those of this worker. They are closed some time after the last reader was. */
  static Lease<KeptReaders> lease() {
    return WorkerResources.lease(
        new Key(), WorkerResources.ACROSS_BATCHES, () -> new KeptReaders(System::nanoTime));
  }

  /** Keeps a reader that stands at a mark, in the place of the one before it. */
  void keep(String source, UnboundedReader<?> reader, byte[] mark) throws IOException {
    List<UnboundedReader<?>> unwanted;
    synchronized (this) {
      unwanted = removeOld();
      Kept before = kept.put(source, new Kept(reader, mark, nanoTime.getAsLong()));
      if (before != null) {
        unwanted.add(before.reader());
      }
    }
    close(unwanted);
  }

  /**
   * Hands out the reader of a source that stands at this mark; one that stands elsewhere is closed.
   */
  @SuppressWarnings("unchecked") // what is kept under a source's id was made by that source
  <T> @Nullable UnboundedReader<T> take(String source, byte[] mark) throws IOException {
    Kept found;
    synchronized (this) {
      found = kept.remove(source);
    }
    if (found == null) {
      return null;
    }
    if (Arrays.equals(found.mark(), mark)) {
      return (UnboundedReader<T>) found.reader();
    }
    found.reader().close();
    return null;
  }

  private List<UnboundedReader<?>> removeOld() {
    List<UnboundedReader<?>> old = new ArrayList<>();
    long now = nanoTime.getAsLong();
    for (Iterator<Kept> all = kept.values().iterator(); all.hasNext(); ) {
      Kept each = all.next();
      if (now - each.since() > WorkerResources.ACROSS_BATCHES.toNanos()) {
        all.remove();
        old.add(each.reader());
      }
    }
    return old;
  }

  /** To close a consumer takes a while; nobody else has to wait for that. */
  private static void close(List<UnboundedReader<?>> readers) throws IOException {
    @Nullable IOException failure = null;
    for (UnboundedReader<?> reader : readers) {
      try {
        reader.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    List<UnboundedReader<?>> all = new ArrayList<>();
    synchronized (this) {
      kept.values().forEach(each -> all.add(each.reader()));
      kept.clear();
    }
    close(all);
  }
}
