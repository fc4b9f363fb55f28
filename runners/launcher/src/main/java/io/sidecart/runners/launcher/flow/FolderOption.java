package io.sidecart.runners.launcher.flow;

import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
   * @param inputs files and folders of the user's, which must not go with what it empties
   * @throws io.sidecart.model.SidecartException if another command works there
   * @throws UsageException if an input lies there
   */
  public HeldFolder take(Home home, String command, List<Path> inputs) throws IOException {
    Path place =
        (folder == null ? home.state().resolve(command) : folder).toAbsolutePath().normalize();
    for (Path input : inputs) {
      if (real(input).startsWith(real(place))) {
        throw new UsageException(
            "%s lies in %s, which is emptied first; move it, or give another --folder"
                .formatted(input, place));
      }
    }
    return HeldFolder.take(command, place);
  }

  private static Path real(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
  }
}
