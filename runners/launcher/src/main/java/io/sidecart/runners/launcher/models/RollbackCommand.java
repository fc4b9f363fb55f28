package io.sidecart.runners.launcher.models;

import io.sidecart.model.manifest.Publication;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "rollback",
    description =
        "Goes back to the version that was published before the one that is served; once more, to"
            + " the one before that.")
final class RollbackCommand implements Callable<Integer> {
  private final PrintStream out;
  @Mixin private final StoreOption option = new StoreOption();

  RollbackCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Publication back = option.open().rollback();
    out.printf("Model %s is published again, as number %d%n", back.version(), back.sequence());
    return 0;
  }
}
