package io.sidecart.runners.launcher;

import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.LocalStack;
import io.sidecart.runners.services.Service;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "down", description = "Stops the servers that up started.")
final class DownCommand implements Callable<Integer> {
  private final Home home;
  private final PrintStream out;

  @Option(names = "--wipe", description = "Delete their data too (default: it is kept)")
  private boolean wipe;

  DownCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() {
    LocalStack stack = new LocalStack(home);
    List<Service> stopped = wipe ? stack.wipe() : stack.stop();
    String which = stopped.stream().map(Service::title).collect(Collectors.joining(", "));
    out.println(
        (stopped.isEmpty() ? "Nothing runs" : "Stopped " + which)
            + (wipe ? "; the data is deleted" : "; the data is kept in " + home.data()));
    return 0;
  }
}
