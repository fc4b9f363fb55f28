package io.sidecart.runners.launcher.flow;

import io.sidecart.runners.services.Home;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command that runs a whole flow works. */
public final class FolderOption {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Where everything goes; what an earlier run left there is deleted first, a folder with other"
              + " files refused (default: in .sidecart, by the command's name)")
  private @Nullable Path folder;

  /**
   * Empties the folder and keeps others out of it.
   *
   * @param command the command's name
   * @throws io.sidecart.model.SidecartException if another command works there
   */
  public HeldFolder take(Home home, String command) throws IOException {
    return HeldFolder.take(
        command, folder == null ? home.state().resolve(command) : folder.toAbsolutePath());
  }
}
