package io.sidecart.runners.launcher.bench.versus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.AtExit;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of {@code runners/bench} that does what it is told, a line for each: see Rivals there. It
 * has the heap and the flags that a job of Sidecart has.
 */
final class RivalProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 20;

  /** Before each answer; what else is said, the JVM says. */
  private static final String ANSWER = "answer: ";

  private final Process process;
  private final Path log;
  private final PrintWriter rounds;
  private final BufferedReader answers;
  private final AtExit stopper;

  private RivalProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.rounds =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.stopper = AtExit.run("stop-rival", process::destroyForcibly);
  }

  /**
   * Starts it; it connects to nothing until it is told what to do.
   *
   * @param models folder of the model store
   */
  static RivalProcess start(
      Home home, Endpoints endpoints, String models, String sparkMaster, Path log)
      throws IOException {
    Path target = home.checkout().resolve("runners/bench/target");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-X"))
        .forEach(line::add);
    line.addAll(
        List.of(
            "-Xss4m",
            // What the stream has as well; MLlib's algebra is quicker by it.
            "--add-modules=jdk.incubator.vector",
            "-cp",
            target.resolve("classes") + ":" + Files.readString(target.resolve("classpath")).strip(),
            "io.sidecart.runners.bench.versus.Rivals",
            "--bootstrapServers=" + endpoints.kafka(),
            "--cassandra=" + endpoints.cassandra(),
            "--models=" + models,
            "--sparkMaster=" + sparkMaster));
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new RivalProcess(builder.start(), log);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Tells it what to do, and waits for its answer. */
  JsonNode ask(Map<String, Object> round) throws IOException {
    tell(round);
    return answer();
  }

  /** Tells it to begin what goes on until {@link #end}. */
  void begin(Map<String, Object> round) throws IOException {
    tell(round);
    line();
  }

  JsonNode end() throws IOException {
    rounds.println("end");
    return answer();
  }

  private void tell(Map<String, Object> round) throws JsonProcessingException {
    rounds.println(JSON.writeValueAsString(round));
  }

  private JsonNode answer() throws IOException {
    return JSON.readTree(line());
  }

  private String line() throws IOException {
    String line;
    do {
      line = answers.readLine();
      if (line == null) {
        throw new SidecartException("what Sidecart is compared to has ended; see " + log);
      }
    } while (!line.startsWith(ANSWER));
    return line.substring(ANSWER.length());
  }

  /**
   * Lets it end, as there is nothing more to do.
   *
   * @throws SidecartException if it does not
   */
  void awaitEnd() throws InterruptedException {
    rounds.close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new SidecartException("what Sidecart is compared to does not end; see " + log);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    rounds.close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    answers.close();
    stopper.close();
  }
}
