package io.sidecart.runners.server;

import java.io.IOException;
import java.util.List;

/**
 * The main thread of a server. With {@code --untilEndOfInput} the process ends with its standard
 * input, and so with the process at its other end, also while it still starts: nobody else would
 * end what an owner that was killed has left behind.
 */
public final class ServerProgram {
  private static final String UNTIL_END_OF_INPUT = "untilEndOfInput";

  /** How long a server may take to stop. */
  private static final long PATIENCE_MILLIS = 15_000;

  private ServerProgram() {}

  /** Starts a server, and may wait for its end. */
  public interface Body {
    void run(ServerArguments arguments) throws Exception;
  }

  /** Runs it; a server that cannot start ends its process with status 1. */
  public static void run(String[] args, Body body) {
    ServerArguments arguments = new ServerArguments(List.of(args));
    if (arguments.has(UNTIL_END_OF_INPUT)) {
      daemon("end-with-input", ServerProgram::endWithInput);
    }
    try {
      body.run(arguments);
    } catch (Throwable e) {
      // The threads of a server that is half started would keep the process.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // As if it had ended.
    }
    daemon("end-soon", ServerProgram::endSoon);
    System.exit(0);
  }

  /** One that has not started cannot always be stopped. */
  private static void endSoon() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
