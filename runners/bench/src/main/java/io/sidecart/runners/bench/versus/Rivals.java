package io.sidecart.runners.bench.versus;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does what it is told on standard input, a {@link Round} a line, and answers each with {@value
 * #ANSWER} and JSON when it is done. Ends with its input. One that goes on until it is told to stop
 * answers {@code started}, and to the next line, whatever that is, with what it did.
 */
@Command(name = "rivals")
public final class Rivals implements Callable<Integer> {
  /** What else is on standard output, the JVM says. */
  private static final String ANSWER = "answer: ";

  @Option(names = "--bootstrapServers", required = true)
  private String bootstrapServers;

  @Option(names = "--cassandra", required = true)
  private String cassandra;

  @Option(names = "--models", required = true)
  private String models;

  @Option(names = "--sparkMaster")
  private String sparkMaster = "local[2]";

  private final PrintStream answers;

  private Rivals(PrintStream answers) {
    this.answers = answers;
  }

  /** What libraries print goes to the log. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    System.exit(new CommandLine(new Rivals(answers)).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Place place = new Place(bootstrapServers, cassandra, models, sparkMaster);
    try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        LazySession spark = new LazySession(place)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Round round = Round.parse(line);
        switch (round.kind()) {
          case "original" -> original(round, place, spark, lines);
          case "loop" -> answer(PlainLoop.at(place).run(round).toJson());
          case "compact" -> answer(ReadWriteReadWrite.compact(spark.get(), round));
          default -> throw new IllegalArgumentException("no such kind: " + round.kind());
        }
      }
    }
    return 0;
  }

  private void original(Round round, Place place, LazySession spark, BufferedReader lines)
      throws Exception {
    try (OriginalMethod method = OriginalMethod.start(spark.get(), place, round)) {
      if (round.batches() > 0) {
        method.await(round.batches());
      } else {
        answer("started");
        lines.readLine();
      }
      answer(method.stop());
    }
  }

  private void answer(String text) {
    answers.println(ANSWER + text);
  }
}
