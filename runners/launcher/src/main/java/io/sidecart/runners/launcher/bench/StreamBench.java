package io.sidecart.runners.launcher.bench;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One run of the stream under load: start, warm-up, measuring, drain, stop. */
final class StreamBench {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STALL = Duration.ofMinutes(2);
  private static final int BETWEEN_LINES = 10;
  private static final int FEWEST_SAMPLES = 10;

  private final Load load;
  private final KafkaSettings kafka;
  private final Path launcher;
  private final List<String> options;
  private final Path folder;
  private final PrintStream out;

  /**
   * What was seen.
   *
   * @param samples of the time that is measured, a second apart
   * @param fromMillis when the measuring began, epoch
   * @param toMillis when it ended
   * @param sent events in the topic
   * @param committed offset of each partition at the end
   * @param gc collections of the time that is measured
   * @param liveMb what was live before and after the measuring; empty where jcmd is missing
   * @param end how the stream ended
   */
  record Run(
      List<Sample> samples,
      long fromMillis,
      long toMillis,
      long sent,
      Map<Integer, Long> committed,
      GcLog gc,
      List<Long> liveMb,
      StreamProcess.End end) {}

  StreamBench(
      Load load,
      KafkaSettings kafka,
      Path launcher,
      List<String> options,
      Path folder,
      PrintStream out) {
    this.load = load;
    this.kafka = kafka;
    this.launcher = launcher;
    this.options = options;
    this.folder = folder;
    this.out = out;
  }

  /**
   * @param servers processes whose CPU is told too, by name
   */
  Run run(EventPool pool, Map<String, ProcessHandle> servers) throws Exception {
    // JVM flags are parted at blanks, which a temporary folder has none of.
    Path gcLog = Files.createTempFile("sidecart-gc", ".log");
    try (LoadProducer producer = new LoadProducer(kafka, BenchTopics.EVENTS, pool)) {
      // A rate has to find the stream at work, or it would begin with a backlog.
      producer.send(load.isBacklog() ? load.backlog() : pool.users().size(), 0, () -> true);
      try (StreamProcess stream =
          StreamProcess.start(
              launcher,
              options,
              folder.resolve("stream.log"),
              List.of("-Xlog:gc:file=" + gcLog + ":uptime:filecount=0"))) {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        processes.put("stream", stream.handle());
        processes.putAll(servers);
        processes.put("bench", ProcessHandle.current());
        try (Sampler sampler = new Sampler(kafka, processes, stream.handle())) {
          return run(producer, stream, sampler, gcLog);
        }
      }
    } finally {
      Files.move(gcLog, folder.resolve("stream-gc.log"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Run run(LoadProducer producer, StreamProcess stream, Sampler sampler, Path gcLog)
      throws Exception {
    awaitFirst(stream, sampler);
    AtomicBoolean goOn = new AtomicBoolean(true);
    FutureTask<@Nullable Void> sending =
        new FutureTask<>(
            () -> {
              producer.send(load.isBacklog() ? 0 : Long.MAX_VALUE, load.rate(), goOn::get);
              return null;
            });
    Thread sender = new Thread(sending, "load");
    sender.setDaemon(true);
    sender.start();
    double warm = sampler.seconds() + load.warmUp();
    long warmEvents = load.isBacklog() ? load.warmUpEvents() : Long.MAX_VALUE;
    while (sampler.seconds() < warm && last(sampler).committed() < warmEvents) {
      look(stream, sampler);
    }
    stream.collectGarbage();
    int first = sampler.samples().size();
    long fromMillis = System.currentTimeMillis();
    Sample at = look(stream, sampler);
    double until = load.seconds() == 0 ? Double.MAX_VALUE : at.at() + load.seconds();
    while (sampler.seconds() < until && (!load.isBacklog() || at.lag() > 0)) {
      at = look(stream, sampler);
    }
    int last = sampler.samples().size();
    checkLength(last - first);
    long toMillis = System.currentTimeMillis();
    goOn.set(false);
    sending.get();
    if (!load.isBacklog()) {
      while (at.lag() > 0 && progresses(sampler)) {
        at = look(stream, sampler);
      }
    }
    stream.collectGarbage();
    GcLog all = GcLog.parse(Files.readAllLines(gcLog));
    StreamProcess.End end = stream.stop();
    List<Sample> samples = List.copyOf(sampler.samples().subList(first, last));
    return new Run(
        samples,
        fromMillis,
        toMillis,
        producer.sent(),
        committed(),
        all.between(samples.get(0).at(), samples.get(samples.size() - 1).at()),
        all.live(),
        end);
  }

  private Sample look(StreamProcess stream, Sampler sampler)
      throws IOException, InterruptedException {
    sampler.await();
    stream.checkAlive();
    Sample sample = sampler.look();
    if (sampler.samples().size() % BETWEEN_LINES == 0) {
      out.printf(
          "      %4.0f s: %,d committed, %,d waiting, %d MB%n",
          sample.at(), sample.committed(), sample.lag(), sample.residentMb());
    }
    if (!progresses(sampler)) {
      throw new SidecartException(
          "the stream has committed nothing for "
              + STALL.toSeconds()
              + " s while %d events wait; see %s".formatted(sample.lag(), stream.log()));
    }
    return sample;
  }

  private void awaitFirst(StreamProcess stream, Sampler sampler)
      throws IOException, InterruptedException {
    while (look(stream, sampler).committed() == 0 || !load.isBacklog() && last(sampler).lag() > 0) {
      if (sampler.seconds() > START.toSeconds()) {
        throw new SidecartException(
            "the stream has not begun to commit after "
                + START.toSeconds()
                + " s; see "
                + stream.log());
      }
    }
  }

  private void checkLength(int samples) {
    if (load.isBacklog() && samples < FEWEST_SAMPLES) {
      throw new SidecartException(
          ("the backlog of %,d events was worked off %d s after the warm-up; a rate takes %d s or"
                  + " more: give a greater --backlog")
              .formatted(load.backlog(), samples, FEWEST_SAMPLES));
    }
  }

  private static Sample last(Sampler sampler) {
    return sampler.samples().get(sampler.samples().size() - 1);
  }

  private static boolean progresses(Sampler sampler) {
    List<Sample> samples = sampler.samples();
    Sample last = samples.get(samples.size() - 1);
    int before = samples.size() - 1 - (int) STALL.toSeconds();
    return last.lag() == 0 || before < 0 || samples.get(before).committed() < last.committed();
  }

  private Map<Integer, Long> committed() {
    try (ConsumerGroup group = ConsumerGroup.open(kafka, BenchTopics.EVENTS, BenchTopics.GROUP)) {
      return group.committed();
    }
  }
}
