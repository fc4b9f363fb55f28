package io.sidecart.transforms.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Expensive things that all threads of one worker share: sessions, producers, caches, factors.
 *
 * <p>A DoFn acquires in setup and closes its {@link Lease} in teardown; the resource is opened by
 * the first lease and closed with the last. This is the one mutable static of the code base.
 */
public final class WorkerResources {
  private static final Map<Object, Counted> RESOURCES = new HashMap<>();

  private WorkerResources() {}

  private static final class Counted {
    final AutoCloseable resource;
    int leases;

    Counted(AutoCloseable resource) {
      this.resource = resource;
    }
  }

  /** The right to use a resource until it is closed. */
  public static final class Lease<T extends AutoCloseable> implements AutoCloseable {
    private final Object key;
    private final T resource;
    private boolean closed;

    private Lease(Object key, T resource) {
      this.key = key;
      this.resource = resource;
    }

    public T get() {
      return resource;
    }

    @Override
    public void close() throws Exception {
      synchronized (RESOURCES) {
        if (closed) {
          return;
        }
        closed = true;
        Counted counted = RESOURCES.get(key);
        counted.leases--;
        if (counted.leases > 0) {
          return;
        }
        RESOURCES.remove(key);
      }
      resource.close();
    }
  }

  /**
   * Leases the resource of this key, opening it where no other thread holds it.
   *
   * @param key equal for callers that may share, by value, for example a record of the settings
   * @param opener opens the resource; not called while a lease of the key is held
   */
  @SuppressWarnings("unchecked") // a key is used with one type of resource
  public static <T extends AutoCloseable> Lease<T> lease(Object key, Supplier<T> opener) {
    synchronized (RESOURCES) {
      Counted counted = RESOURCES.get(key);
      if (counted == null) {
        counted = new Counted(opener.get());
        RESOURCES.put(key, counted);
      }
      counted.leases++;
      return new Lease<>(key, (T) counted.resource);
    }
  }
}
