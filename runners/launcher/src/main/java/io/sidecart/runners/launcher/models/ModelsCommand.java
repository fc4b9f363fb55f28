package io.sidecart.runners.launcher.models;

import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Home;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The commands around a model store, none of which trains. */
@Command(
    name = "models",
    description = "Shows the trained models, and says which one is served.",
    footer = {
      "",
      "What is published is served by running streams within their --modelPoll.",
    })
public final class ModelsCommand implements Callable<Integer> {

  /** The commands below it, in the order of the help. */
  public static List<Callable<Integer>> members(Home home, PrintStream out) {
    return List.of(
        new ListCommand(out),
        new ShowCommand(out),
        new PublishCommand(home, out),
        new LoadFactorsCommand(home, out),
        new RollbackCommand(home, out),
        new PruneCommand(home, out));
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "models needs one of list, show, publish, load-factors, rollback, prune; see ./sidecart models --help");
  }
}
