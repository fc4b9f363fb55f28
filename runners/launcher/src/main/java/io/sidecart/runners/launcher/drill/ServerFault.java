package io.sidecart.runners.launcher.drill;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.AtExit;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Service;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A server that is away: stopped, killed, or paused so that its connections stay. */
final class ServerFault implements Fault {
  private static final int STOP_PATIENCE_SECONDS = 30;

  private final AttachedStack stack;
  private final Service service;
  private final Way way;
  private @Nullable AtExit ender;
  private boolean struck;

  /** How it is away. */
  enum Way {
    STOPPED,
    KILLED,
    PAUSED
  }

  ServerFault(AttachedStack stack, Service service, Way way) {
    this.stack = stack;
    this.service = service;
    this.way = way;
  }

  static Factory of(Service service, Way way) {
    return stage -> new ServerFault(stage.stack(), service, way);
  }

  @Override
  public void strike() throws Exception {
    struck = true;
    ProcessHandle process = process();
    switch (way) {
      case PAUSED -> {
        // It would outlive this one: a paused server does not see its owner end.
        ender = AtExit.run("end-paused-server", process::destroyForcibly);
        signal("STOP", process);
      }
      case STOPPED -> {
        process.destroy();
        awaitEnd(process);
      }
      case KILLED -> {
        process.destroyForcibly();
        process.onExit().join();
      }
    }
  }

  @Override
  public void mend() throws Exception {
    if (!struck) {
      return;
    }
    if (way == Way.PAUSED) {
      signal("CONT", process());
      requireNonNull(ender).close();
    } else if (!process().isAlive()) {
      stack.startAgain(service);
    }
    struck = false;
  }

  private ProcessHandle process() {
    return stack.processes().get(service.title());
  }

  /** A broker waits for others to take over, of which there are none. */
  private static void awaitEnd(ProcessHandle process) throws Exception {
    try {
      process.onExit().get(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (status != 0) {
      throw new SidecartException("process " + process.pid() + " got no SIG" + name);
    }
  }
}
