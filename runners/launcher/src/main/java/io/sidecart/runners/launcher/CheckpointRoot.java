package io.sidecart.runners.launcher;

import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Home;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The folder in which each run on Spark gets one for its checkpoints. */
final class CheckpointRoot {
  private static final Pattern ON_THIS_MACHINE =
      Pattern.compile("local\\b.*|spark://(127\\.0\\.0\\.1|localhost|\\[::1])(:.*)?");

  private CheckpointRoot() {}

  /**
   * What the user says, or a folder of this machine where no other one takes part.
   *
   * @param given the value of {@code --checkpointDir}; null where it is not given
   * @param master where Spark is
   * @param stream whether the job writes checkpoints at all
   * @throws UsageException if other machines would not reach the folder
   */
  static String of(@Nullable String given, @Nullable String master, boolean stream, Home home) {
    if (given != null) {
      return given;
    }
    if (stream && master != null && !ON_THIS_MACHINE.matcher(master).matches()) {
      throw new UsageException(
          "A stream on "
              + master
              + " needs --checkpointDir=: a folder that all machines reach, such as"
              + " hdfs://host/checkpoints");
    }
    return home.state().resolve("spark").toString();
  }
}
