package io.sidecart.runners.launcher.flow;

import io.sidecart.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Options of {@code stream} that a user adds to those of a command that starts it. */
public final class MoreOptions {
  /** By these a command knows where to look and what to count. */
  private static final List<String> FIXED =
      List.of(
          "--topic",
          "--group",
          "--from",
          "--stopAt",
          "--output",
          "--models",
          "--runner",
          "--bootstrapServers",
          "--cassandra",
          "--keyspace",
          "--recommendationsTopic",
          "--deadLetterTopic",
          "--sinks");

  private MoreOptions() {}

  /**
   * Before anything is started.
   *
   * @param fixed further names that are the command's own
   * @throws UsageException if one of the options is the command's own
   */
  public static void check(List<String> more, String... fixed) {
    for (String option : more) {
      if (Stream.concat(FIXED.stream(), Stream.of(fixed)).anyMatch(name(option)::equals)) {
        throw new UsageException("--stream=" + option + " cannot be passed on: it is set here");
      }
    }
  }

  /** A command's options with more of them, of which the user's win. */
  public static List<String> over(List<String> own, List<String> more) {
    List<String> given = more.stream().map(MoreOptions::name).toList();
    List<String> all = new ArrayList<>();
    own.stream().filter(option -> !given.contains(name(option))).forEach(all::add);
    all.addAll(more);
    return all;
  }

  private static String name(String option) {
    int equals = option.indexOf('=');
    return equals < 0 ? option : option.substring(0, equals);
  }
}
