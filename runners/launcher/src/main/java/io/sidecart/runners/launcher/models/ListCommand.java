package io.sidecart.runners.launcher.models;

import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "Lists the versions, newest first: how trained, how good, which one is served.")
final class ListCommand implements Callable<Integer> {
  private final PrintStream out;
  @Mixin private final StoreOption option = new StoreOption();

  ListCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    ModelStore store = option.open();
    if (store.versions().isEmpty()) {
      out.println("No models in " + store.folder() + "; ./sidecart train makes one");
    } else {
      new ModelTable(store).print(out);
    }
    return 0;
  }
}
