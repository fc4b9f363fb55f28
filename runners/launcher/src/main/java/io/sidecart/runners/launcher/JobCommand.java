package io.sidecart.runners.launcher;

import io.sidecart.model.UsageException;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.stream.StreamOptions;
import io.sidecart.runners.launcher.flow.EndOfInput;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.storage.Storages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A job as a command: its options for the help and a first check, Beam for the rest. */
final class JobCommand<OptionsT extends PipelineOptions> implements Callable<Integer> {
  private static final String CHECKPOINTS = "--checkpointDir";

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
    EndOfInput.watch();
    Map<String, List<String>> arguments = arguments(given);
    fillIn(arguments, SparkSubmission.arguments());
    @Nullable String runner = value(arguments, "--runner");
    fillIn(arguments, RunnerDefaults.of(runner));
    if (!RunnerDefaults.isSpark(runner)) {
      return run(arguments);
    }
    fillIn(
        arguments,
        RunnerDefaults.ofMaster(
            value(arguments, "--sparkMaster"), value(arguments, "--batchIntervalMillis")));
    String root =
        CheckpointRoot.of(
            value(arguments, CHECKPOINTS),
            value(arguments, "--sparkMaster"),
            isContinuous(arguments),
            home);
    try (ScratchFolder scratch = ScratchFolder.below(root)) {
      arguments.put(CHECKPOINTS, List.of(Storages.forHadoop(scratch.path())));
      LocalBlocks.below(
              scratch.path(),
              value(arguments, "--sparkMaster"),
              System.getProperties(),
              System.getenv())
          .ifPresent(folder -> System.setProperty(LocalBlocks.PROPERTY, folder));
      return run(arguments);
    }
  }

  private int run(Map<String, List<String>> arguments) throws Exception {
    OptionsT options = options(arguments);
    new StackEndpoints(home).fill(options, job.optionsType());
    new SettingsFiles(System.getenv(), file -> SparkSubmission.sends(file, System.getProperties()))
        .fill(options, job.optionsType());
    try (RunningStream running = RunningStream.announce(home, options, job.optionsType())) {
      job.run(options);
    }
    return 0;
  }

  private boolean isContinuous(Map<String, List<String>> arguments) {
    return StreamOptions.class.isAssignableFrom(job.optionsType())
        && !StreamOptions.StopAt.end.name().equals(value(arguments, "--stopAt"));
  }

  private CommandSpec describe() {
    CommandSpec described = CommandSpec.wrapWithoutInspection(this).name(job.name());
    described
        .usageMessage()
        .description(Specs.literal(job.summary()))
        .footer("", "Options of Beam and its runners (--runner=SparkRunner, ...) pass through.");
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

  private static Map<String, List<String>> arguments(ParseResult given) {
    Map<String, List<String>> arguments = new LinkedHashMap<>();
    for (OptionSpec option : given.matchedOptionsSet()) {
      arguments.put(option.longestName(), option.originalStringValues());
    }
    return arguments;
  }

  private void fillIn(Map<String, List<String>> arguments, Map<String, String> defaults) {
    defaults.forEach(
        (option, value) -> {
          if (spec.findOption(option) != null) {
            arguments.putIfAbsent(option, List.of(value));
          }
        });
  }

  private static @Nullable String value(Map<String, List<String>> arguments, String option) {
    List<String> values = arguments.getOrDefault(option, List.of());
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }

  private OptionsT options(Map<String, List<String>> arguments) {
    String[] line =
        arguments.entrySet().stream()
            .flatMap(option -> option.getValue().stream().map(each -> option.getKey() + "=" + each))
            .toArray(String[]::new);
    PipelineOptionsFactory.register(job.optionsType());
    try {
      return PipelineOptionsFactory.fromArgs(line).withValidation().as(job.optionsType());
    } catch (IllegalArgumentException e) {
      throw new UsageException(job.name() + ": " + Failures.firstLine(e));
    }
  }
}
