package io.sidecart.runners.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How the help of every command looks. */
final class Specs {
  private static final int WIDTH = 100;

  private Specs() {}

  static CommandSpec program() {
    CommandSpec spec = CommandSpec.create().name(Sidecart.PROGRAM);
    spec.usageMessage()
        .width(WIDTH)
        .header("Turns a shop's add-to-cart events into recommendations, with Apache Beam.", "")
        .customSynopsis(Sidecart.PROGRAM + " <command> [--option=value ...]")
        .commandListHeading("%nCommands, in the order of the data flow:%n")
        .optionListHeading("%nOptions:%n")
        .footer(
            "",
            Sidecart.PROGRAM
                + " <command> --help lists the options of a command. Beam's own options",
            "(--runner=SparkRunner, --sparkMaster=local[2], ...) pass through.",
            "Exit status: 0 done, 1 failed, 2 wrong usage, 3 a trained model was refused.");
    spec.addOption(help());
    spec.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .description("Print the version and exit.")
            .build());
    return spec.versionProvider(Specs::version);
  }

  /** A command of the launcher's own, from its annotations. */
  static CommandSpec command(Object annotated) {
    return finish(CommandSpec.forAnnotatedObject(annotated));
  }

  /**
   * The same for one that is told what to do it to.
   *
   * @param subject what, as it is typed
   */
  static CommandSpec command(Object annotated, String subject) {
    CommandSpec spec = command(annotated);
    spec.usageMessage()
        .customSynopsis(
            Sidecart.PROGRAM + " " + spec.name() + " " + subject + " [--option=value ...]");
    return spec;
  }

  /**
   * A command that has others below it.
   *
   * @param members annotated objects, too
   */
  static CommandSpec group(Object annotated, List<? extends Object> members) {
    CommandSpec group = command(annotated);
    group
        .usageMessage()
        .customSynopsis(Sidecart.PROGRAM + " " + group.name() + " <command> [--option=value ...]")
        .commandListHeading("%nCommands:%n");
    for (Object member : members) {
      CommandSpec spec = command(member);
      String subject =
          spec.positionalParameters().stream()
              .map(
                  each ->
                      each.arity().min() == 0
                          ? " [" + each.paramLabel() + "]"
                          : " " + each.paramLabel())
              .collect(Collectors.joining());
      spec.usageMessage()
          .customSynopsis(
              "%s %s %s%s [--option=value ...]"
                  .formatted(Sidecart.PROGRAM, group.name(), spec.name(), subject))
          .parameterListHeading("%n");
      group.addSubcommand(spec.name(), new CommandLine(spec));
    }
    return group;
  }

  static CommandSpec finish(CommandSpec spec) {
    spec.interpolateVariables(false);
    spec.usageMessage()
        .width(WIDTH)
        .sortOptions(false)
        .customSynopsis(Sidecart.PROGRAM + " " + spec.name() + " [--option=value ...]")
        .optionListHeading("%nOptions:%n");
    return spec.addOption(help());
  }

  /** A command's description is a format string, unlike that of its options. */
  static String literal(String text) {
    return text.replace("%", "%%");
  }

  private static OptionSpec help() {
    return OptionSpec.builder("--help")
        .usageHelp(true)
        .description("Print this help and exit.")
        .build();
  }

  private static String[] version() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = Specs.class.getResourceAsStream("version.properties")) {
      versions.load(in);
    }
    return new String[] {
      "Sidecart %s (Apache Beam %s, Java %s)"
          .formatted(
              versions.getProperty("version"),
              versions.getProperty("beam"),
              System.getProperty("java.version"))
    };
  }
}
