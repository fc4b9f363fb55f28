package io.sidecart.runners.launcher;

import io.sidecart.model.UsageException;
import io.sidecart.pipelines.job.Job;
import io.sidecart.runners.services.Home;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A job as a command: its options for the help and a first check, Beam for the rest. */
final class JobCommand<OptionsT extends PipelineOptions> implements Callable<Integer> {
  /**
   * DirectRunner copies and compares every element to catch functions that change their input; the
   * tests run with that, the user should not wait for it. And the job, not the runner, waits for
   * the end, so that it can tell how it goes and stop when asked to.
   */
  private static final List<String> OFF_BY_DEFAULT =
      List.of("--enforceImmutability", "--enforceEncodability", "--blockOnRun");

  private final Job<OptionsT> job;
  private final Home home;
  private final List<JobOption> own;
  private final CommandSpec spec;

  JobCommand(Job<OptionsT> job, Home home) {
    this.job = job;
    this.home = home;
    this.own = JobOption.ofJob(job.optionsType());
    this.spec = describe();
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    ParseResult given = spec.commandLine().getParseResult();
    requireAll(given);
    Logging.startFile(home, job.name());
    OptionsT options = options(arguments(given));
    new StackEndpoints(home).fill(options, job.optionsType());
    job.run(options);
    return 0;
  }

  private CommandSpec describe() {
    CommandSpec described = CommandSpec.wrapWithoutInspection(this).name(job.name());
    described.usageMessage().description(Specs.literal(job.summary()));
    Map<String, JobOption> byName = new LinkedHashMap<>();
    own.forEach(option -> byName.put(option.name(), option));
    JobOption.ofBeam(PipelineOptionsFactory.getRegisteredOptions())
        .forEach(option -> byName.putIfAbsent(option.name(), option));
    byName.remove("--help");
    byName.values().forEach(option -> described.addOption(option.spec()));
    return Specs.finish(described);
  }

  private void requireAll(ParseResult given) {
    Set<String> missing =
        own.stream()
            .filter(JobOption::required)
            .map(JobOption::name)
            .filter(name -> !given.hasMatchedOption(name))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!missing.isEmpty()) {
      throw new UsageException(
          job.name() + " needs " + String.join("=, ", missing) + "=; see " + helpOf(job.name()));
    }
  }

  static String helpOf(String command) {
    return Sidecart.PROGRAM + " " + command + " --help";
  }

  private List<String> arguments(ParseResult given) {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : given.matchedOptionsSet()) {
      for (String value : option.originalStringValues()) {
        arguments.add(option.longestName() + "=" + value);
      }
    }
    for (String option : OFF_BY_DEFAULT) {
      if (spec.findOption(option) != null && !given.hasMatchedOption(option)) {
        arguments.add(option + "=false");
      }
    }
    SparkSubmission.arguments()
        .forEach(
            (option, value) -> {
              if (spec.findOption(option) != null && !given.hasMatchedOption(option)) {
                arguments.add(option + "=" + value);
              }
            });
    return arguments;
  }

  private OptionsT options(List<String> arguments) {
    PipelineOptionsFactory.register(job.optionsType());
    try {
      return PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
          .withValidation()
          .as(job.optionsType());
    } catch (IllegalArgumentException e) {
      throw new UsageException(job.name() + ": " + Failures.firstLine(e));
    }
  }
}
