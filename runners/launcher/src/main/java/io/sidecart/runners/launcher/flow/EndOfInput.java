package io.sidecart.runners.launcher.flow;

import java.io.IOException;

/**
 * Ends a job with its standard input, and so with the process that started it, where that one wants
 * it to: nobody else would end what an owner that was killed has left behind.
 */
public final class EndOfInput {
  static final String PROPERTY = "sidecart.untilEndOfInput";

  private EndOfInput() {}

  /** Watches it from now on. */
  public static void watch() {
    if (Boolean.getBoolean(PROPERTY)) {
      Thread thread = new Thread(EndOfInput::await, "end-of-input");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** At once: its servers have ended as well, so that nothing could be drained. */
  private static void await() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // As if it had ended.
    }
    Runtime.getRuntime().halt(1);
  }
}
