package io.sidecart.runners.launcher.flow;

/**
 * What must be undone even where a signal ends this process: it is done then, unless it was closed
 * before.
 */
public final class AtExit implements AutoCloseable {
  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  /**
   * @param name of the thread that does it
   */
  public static AtExit run(String name, Runnable undo) {
    Thread hook = new Thread(undo, name);
    Runtime.getRuntime().addShutdownHook(hook);
    return new AtExit(hook);
  }

  /** There is nothing to undo any more. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process ends, and it is done.
    }
  }
}
