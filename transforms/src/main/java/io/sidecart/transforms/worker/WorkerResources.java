package io.sidecart.transforms.worker;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Expensive things that all threads of one worker share: sessions, producers, caches, factors.
 *
 * <p>A DoFn acquires in setup and closes its {@link Lease} in teardown; the resource is opened by
 * the first lease and closed with the last. Of one key there is never more than one resource alive:
 * a lease that comes while the resource is being opened or closed waits for that, and leases of
 * other keys do not. This is the one mutable static of the code base.
 */
public final class WorkerResources {
  private static final ConcurrentMap<Object, Slot> SLOTS = new ConcurrentHashMap<>();

  private WorkerResources() {}

  /** The place of one key's resource; guarded by its own monitor. */
  private static final class Slot {
    @Nullable AutoCloseable resource;
    int leases;
    boolean retired;
  }

  /** The right to use a resource until it is closed. */
  public static final class Lease<T extends AutoCloseable> implements AutoCloseable {
    private final Object key;
    private final Slot slot;
    private final T resource;
    private boolean closed;

    private Lease(Object key, Slot slot, T resource) {
      this.key = key;
      this.slot = slot;
      this.resource = resource;
    }

    public T get() {
      return resource;
    }

    /** Gives the lease back; the last one of a key closes the resource. Twice is harmless. */
    @Override
    public void close() throws Exception {
      synchronized (slot) {
        if (closed) {
          return;
        }
        closed = true;
        slot.leases--;
        if (slot.leases == 0) {
          try {
            resource.close();
          } finally {
            retire(key, slot);
          }
        }
      }
    }
  }

  /**
   * Leases the resource of this key, opening it where no lease of the key is held.
   *
   * <p>An opener's failure goes to its caller and leaves nothing behind: the next lease opens anew.
   *
   * @param key equal for callers that may share, by value, for example a record of the settings
   * @param opener opens the resource; not called while a lease of the key is held
   */
  @SuppressWarnings("unchecked") // a key is used with one type of resource
  public static <T extends AutoCloseable> Lease<T> lease(Object key, Supplier<T> opener) {
    while (true) {
      Slot slot = SLOTS.computeIfAbsent(key, unused -> new Slot());
      synchronized (slot) {
        if (slot.retired) {
          continue;
        }
        if (slot.resource == null) {
          slot.resource = open(key, slot, opener);
        }
        slot.leases++;
        return new Lease<>(key, slot, (T) slot.resource);
      }
    }
  }

  private static AutoCloseable open(
      Object key, Slot slot, Supplier<? extends AutoCloseable> opener) {
    boolean opened = false;
    try {
      AutoCloseable resource = requireNonNull(opener.get(), "resource");
      opened = true;
      return resource;
    } finally {
      if (!opened) {
        retire(key, slot);
      }
    }
  }

  /** Those who wait for the slot then begin again with a new one. */
  private static void retire(Object key, Slot slot) {
    slot.retired = true;
    SLOTS.remove(key, slot);
  }
}
