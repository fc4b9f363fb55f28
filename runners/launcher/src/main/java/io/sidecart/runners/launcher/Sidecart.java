package io.sidecart.runners.launcher;

import io.sidecart.pipelines.job.Job;
import io.sidecart.runners.launcher.bench.BenchCommand;
import io.sidecart.runners.launcher.conformance.ConformanceCommand;
import io.sidecart.runners.launcher.demo.DemoCommand;
import io.sidecart.runners.launcher.drill.DrillCommand;
import io.sidecart.runners.launcher.models.ModelsCommand;
import io.sidecart.runners.services.Home;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of Sidecart. Exit status: 0 done, 1 failed, 2 wrong usage, 3 a trained model was
 * refused.
 */
public final class Sidecart {
  static final String PROGRAM = "./sidecart";

  private static final String OTHER_JOBS = "*";
  private static final int PATIENCE_WITH_HOOKS_SECONDS = 5;

  /** The order of the data flow. */
  private static final List<String> ORDER =
      List.of(
          "demo",
          "up",
          "prepare",
          "split",
          "train",
          "evaluate",
          "stream",
          "compact",
          OTHER_JOBS,
          "retrain",
          "models",
          "conformance",
          "bench",
          "drill",
          "status",
          "stop",
          "down");

  private final Home home;
  private final List<Job<?>> jobs;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out results and help
   * @param err failures, one line each
   */
  Sidecart(Home home, List<Job<?>> jobs, PrintStream out, PrintStream err) {
    this.home = home;
    this.jobs = List.copyOf(jobs);
    this.out = out;
    this.err = err;
  }

  /** The jobs are those that META-INF/services/io.sidecart.pipelines.job.Job names. */
  public static void main(String[] args) {
    // Programs read what is printed: numbers look the same wherever it is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    List<Job<?>> jobs = new ArrayList<>();
    for (Job<?> job : ServiceLoader.load(Job.class)) {
      jobs.add(job);
    }
    Sidecart sidecart = new Sidecart(Home.current(), jobs, System.out, System.err);
    exit(sidecart.run(args));
  }

  /**
   * Threads and hooks that runners and drivers leave behind must not keep a command from ending.
   */
  private static void exit(int status) {
    CompletableFuture.delayedExecutor(PATIENCE_WITH_HOOKS_SECONDS, TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(status));
    System.exit(status);
  }

  /** Runs one command and gives its exit status. */
  int run(String... args) {
    Logging.startConsole();
    Failures failures = new Failures(home, err);
    String[] command = helpAsOption(args);
    CommandLine line = commandLine();
    // Told here, because picocli forgets about it where --help follows.
    if (!command[0].startsWith("-") && !line.getSubcommands().containsKey(command[0])) {
      return failures.wrongUsage(new UnmatchedArgumentException(line, List.of(command[0])));
    }
    line.setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setOut(writer(out))
        .setErr(writer(err))
        .setParameterExceptionHandler((e, ignored) -> failures.wrongUsage(e))
        .setExecutionExceptionHandler((e, failed, ignored) -> failures.failed(e, failed));
    try {
      return line.execute(command);
    } catch (Error e) {
      // Such as a native library that cannot be loaded: picocli hands on exceptions alone.
      return failures.failed(e, line.getSubcommands().getOrDefault(command[0], line));
    }
  }

  /** {@code help stream} is {@code stream --help}, and nothing at all is {@code --help}. */
  private static String[] helpAsOption(String[] args) {
    if (args.length == 0) {
      return new String[] {"--help"};
    }
    if (!args[0].equals("help")) {
      return args;
    }
    return args.length == 1 ? new String[] {"--help"} : new String[] {args[1], "--help"};
  }

  private CommandLine commandLine() {
    CommandSpec program = Specs.program();
    List<CommandSpec> commands = new ArrayList<>();
    commands.add(Specs.command(new DemoCommand(home, out)));
    commands.add(Specs.command(new ConformanceCommand(home, out)));
    commands.add(Specs.command(new BenchCommand(home, out), "[SUBJECT]"));
    commands.add(Specs.group(new ModelsCommand(), ModelsCommand.members(home, out)));
    commands.add(Specs.command(new UpCommand(home, out, err)));
    commands.add(Specs.command(new DrillCommand(home, out), "[all | list | DRILL ...]"));
    commands.add(Specs.command(new StatusCommand(home, out)));
    commands.add(Specs.command(new StopCommand(home, out)));
    commands.add(Specs.command(new DownCommand(home, out)));
    jobs.forEach(job -> commands.add(new JobCommand<>(job, home).spec()));
    commands.sort(Comparator.comparing(command -> place(command.name())));

    CommandLine line = new CommandLine(program);
    commands.forEach(command -> line.addSubcommand(command.name(), new CommandLine(command)));
    return line;
  }

  private static int place(String command) {
    int place = ORDER.indexOf(command);
    return place < 0 ? ORDER.indexOf(OTHER_JOBS) : place;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
