package io.sidecart.runners.launcher;

import io.sidecart.model.RefusedException;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Home;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong, and in the exit status of which kind it was. */
final class Failures {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int REFUSED = 3;

  /** What is left of our exception where it crossed the wire as text. */
  private static final Pattern REMOTE =
      Pattern.compile("io\\.sidecart\\.(?:\\w+\\.)+(\\w+)Exception: (.+)");

  private final Home home;
  private final PrintStream err;

  Failures(Home home, PrintStream err) {
    this.home = home;
    this.err = err;
  }

  int wrongUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    boolean program = command.getParent() == null;
    // models list, of a command that has others below it
    String name = command.getCommandSpec().qualifiedName().replace(Sidecart.PROGRAM + " ", "");
    String where = program ? "" : name + ": ";
    String more = program ? Sidecart.PROGRAM + " --help" : JobCommand.helpOf(name);
    err.println(where + message(e) + "; see " + more);
    return WRONG_USAGE;
  }

  int failed(Throwable failure, CommandLine command) {
    String name = command.getCommandName();
    Logging.keep(home, name, failure);
    List<Throwable> chain = chain(failure);
    Optional<SidecartException> ours =
        chain.stream()
            .filter(SidecartException.class::isInstance)
            .map(SidecartException.class::cast)
            .findFirst();
    if (ours.isPresent()) {
      err.println(firstLine(ours.get()));
      return status(ours.get());
    }
    for (Throwable each : chain) {
      Matcher remote = REMOTE.matcher(String.valueOf(each.getMessage()));
      if (remote.find()) {
        err.println(remote.group(2));
        return remote.group(1).equals("Usage") ? WRONG_USAGE : FAILED;
      }
    }
    Throwable root = chain.get(chain.size() - 1);
    err.println(
        name
            + " failed: "
            + root.getClass().getName()
            + ": "
            + firstLine(root)
            + "; its log is "
            + Logging.file(home, name));
    return FAILED;
  }

  private static int status(SidecartException failure) {
    if (failure instanceof UsageException) {
      return WRONG_USAGE;
    }
    return failure instanceof RefusedException ? REFUSED : FAILED;
  }

  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
  }

  private static List<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    @Nullable Throwable next = failure;
    while (next != null && seen.add(next)) {
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched().get(0), e.getCommandLine());
    }
    if (e instanceof MissingParameterException missing) {
      return name(missing.getMissing().get(0)) + " needs a value";
    }
    ArgSpec option = e.getArgSpec();
    if (option != null && e.getValue() != null) {
      return name(option)
          + "="
          + e.getValue()
          + " cannot be used: give "
          + Values.expected(option.auxiliaryTypes()[0]);
    }
    return firstLine(e);
  }

  private static String unknown(String argument, CommandLine command) {
    String typed = argument.replaceFirst("=.*", "");
    if (typed.startsWith("-")) {
      return "unknown option " + typed + suggest(Nearest.to(typed, options(command)));
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "'" + argument + "' is not an option; options look like --name=value"
        : "unknown command '" + typed + "'" + suggest(Nearest.to(typed, commands));
  }

  private static String suggest(String name) {
    return " (did you mean " + name + "?)";
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
  }

  private static String name(ArgSpec option) {
    return option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
  }
}
