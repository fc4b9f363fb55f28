package io.sidecart.transforms.worker;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Expensive things that all threads of one worker share: sessions, producers, caches, factors.
 *
 * <p>A DoFn acquires in setup and closes its {@link Lease} in teardown; the resource is opened by
 * the first lease and closed with the last, or some time after it. Of one key there is never more
 * than one resource alive: a lease that comes while the resource is being opened or closed waits
 * for that, and leases of other keys do not. This is the one mutable static of the code base.
 */
public final class WorkerResources {
  /** How long to linger across the micro-batches of a stream. */
  public static final Duration ACROSS_BATCHES = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(WorkerResources.class);
  private static final ConcurrentMap<Object, Slot> SLOTS = new ConcurrentHashMap<>();
  private static final ScheduledThreadPoolExecutor CLOSER = closer();
  private static final Cleaner LOST = Cleaner.create();

  private WorkerResources() {}

  private static ScheduledThreadPoolExecutor closer() {
    ScheduledThreadPoolExecutor closer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "worker-resources");
              thread.setDaemon(true);
              return thread;
            });
    closer.setRemoveOnCancelPolicy(true);
    return closer;
  }

  /** The place of one key's resource; guarded by its own monitor. */
  private static final class Slot {
    private final Object key;
    private volatile @Nullable AutoCloseable resource;
    private @Nullable Future<?> closing;
    private int leases;
    private boolean retired;

    Slot(Object key) {
      this.key = key;
    }

    void open(Supplier<? extends AutoCloseable> opener) {
      boolean opened = false;
      try {
        resource = requireNonNull(opener.get(), "resource");
        opened = true;
      } finally {
        if (!opened) {
          retire();
        }
      }
    }

    void close() {
      try {
        resource.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("Could not close " + key, e);
      } finally {
        retire();
      }
    }

    /** Those who wait for the slot then begin again with a new one. */
    private void retire() {
      retired = true;
      SLOTS.remove(key, this);
    }

    synchronized void closeIdle() {
      if (leases > 0 || retired || resource == null) {
        return;
      }
      try {
        close();
      } catch (RuntimeException e) {
        LOG.warn("Could not close a resource that nobody uses any more", e);
      }
    }
  }

  /**
   * The right to use a resource until it is closed. One that is lost is given back when it is
   * collected: SparkRunner tears down no DoFn of a stage of which a later one fails.
   */
  public static final class Lease<T extends AutoCloseable> implements AutoCloseable {
    private final T resource;
    private final Cleaner.Cleanable giveBack;

    private Lease(Slot slot, Duration linger, T resource) {
      this.resource = resource;
      this.giveBack = LOST.register(this, new GiveBack(slot, linger));
    }

    public T get() {
      return resource;
    }

    /** Gives the lease back. Twice is harmless. */
    @Override
    public void close() {
      giveBack.clean();
    }
  }

  /** Ends a lease, which it does not know: who holds this must not keep that from collection. */
  private record GiveBack(Slot slot, Duration linger) implements Runnable {
    @Override
    public void run() {
      synchronized (slot) {
        slot.leases--;
        if (slot.leases > 0) {
          return;
        }
        if (linger.isZero()) {
          slot.close();
        } else {
          slot.closing = CLOSER.schedule(slot::closeIdle, linger.toNanos(), NANOSECONDS);
        }
      }
    }
  }

  /**
   * Leases the resource of this key, opening it where there is none, until its last lease is
   * closed.
   *
   * <p>An opener's failure goes to its caller and leaves nothing behind: the next lease opens anew.
   *
   * @param key equal for callers that may share, by value, for example a record of the settings
   * @param opener opens the resource; not called while the resource of the key is open
   */
  public static <T extends AutoCloseable> Lease<T> lease(Object key, Supplier<T> opener) {
    return lease(key, Duration.ZERO, opener);
  }

  /**
   * The same, for what is worth keeping while nobody leases it: SparkRunner sets up and tears down
   * for each partition of each micro-batch.
   *
   * @param linger how long the resource stays open after its last lease
   */
  @SuppressWarnings("unchecked") // a key is used with one type of resource
  public static <T extends AutoCloseable> Lease<T> lease(
      Object key, Duration linger, Supplier<T> opener) {
    while (true) {
      Slot slot = SLOTS.computeIfAbsent(key, Slot::new);
      synchronized (slot) {
        if (slot.retired) {
          continue;
        }
        if (slot.resource == null) {
          slot.open(opener);
        }
        if (slot.closing != null) {
          slot.closing.cancel(false);
          slot.closing = null;
        }
        slot.leases++;
        return new Lease<>(slot, linger, (T) slot.resource);
      }
    }
  }

  /** Closes all that nobody leases now, for the end of a run whose process goes on. */
  public static void closeIdle() {
    // One that is still being opened, perhaps patiently, holds its monitor and is in use.
    SLOTS.values().stream().filter(slot -> slot.resource != null).forEach(Slot::closeIdle);
  }
}
