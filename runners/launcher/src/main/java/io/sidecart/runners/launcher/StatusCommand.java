package io.sidecart.runners.launcher;

import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.LocalStack;
import io.sidecart.runners.services.ServiceStatus;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description = "Shows where the servers listen and whether they answer; exits with 1 if not.")
final class StatusCommand implements Callable<Integer> {
  private final Home home;
  private final PrintStream out;

  StatusCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() {
    Logging.startFile(home, "status");
    List<ServiceStatus> servers = new LocalStack(home).status();
    if (servers.isEmpty()) {
      out.println("No servers here; " + Sidecart.PROGRAM + " up starts them");
      return 1;
    }
    return StatusTable.print(servers, out) ? 0 : 1;
  }
}
