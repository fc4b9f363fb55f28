package io.sidecart.runners.launcher.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.EventId;
import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.runners.launcher.flow.TopicReader;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A stream that runs on while a model is trained anew, and serves it when it is published. */
final class ModelSwap {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long BETWEEN_LOOKS_MILLIS = 500;
  private static final int ENOUGH = 100;

  private final KafkaSettings kafka;
  private final String events;
  private final String recommendations;

  /** Where the partitions ended before. */
  private final Map<Integer, Long> ends = new HashMap<>();

  /**
   * @param events topic of the events
   * @param recommendations topic of what is served
   */
  ModelSwap(KafkaSettings kafka, String events, String recommendations) {
    this.kafka = kafka;
    this.events = events;
    this.recommendations = recommendations;
    TopicReader.read(
        kafka, recommendations, message -> ends.put(message.partition(), message.offset() + 1));
  }

  /**
   * What the stream served while it ran.
   *
   * @param sent how many events
   * @param byVersion how many recommendations, by the model that made them; the oldest comes first
   */
  record Served(long sent, Map<String, Long> byVersion) {

    /** What is wrong with it; empty where nothing is. */
    List<String> differences() {
      long all = byVersion.values().stream().mapToLong(Long::longValue).sum();
      return all == sent
          ? List.of()
          : List.of("%d events were sent while it ran, and %d served".formatted(sent, all));
    }
  }

  /**
   * Starts the stream and traffic, trains, and waits for the new model to serve.
   *
   * @param launcher the script that runs commands
   * @param stream the options of the stream
   * @param retrain the options of the training
   * @param log where the stream's output goes
   */
  Served run(Steps steps, Path launcher, List<String> stream, List<String> retrain, Path log)
      throws Exception {
    try (StreamProcess running = StreamProcess.start(launcher, stream, log, List.of());
        Traffic traffic = Traffic.start(kafka, events)) {
      steps.run("serve", "./sidecart stream, with traffic", () -> await(running, 1));
      steps.command("retrain", retrain);
      return steps.run(
          "swap",
          "the stream finds the new model",
          () -> {
            await(running, 2);
            Served served = awaitAll(running, traffic.end());
            running.stopOrFail();
            return served;
          });
    }
  }

  /** Waits until so many models have served enough. */
  private Map<String, Long> await(StreamProcess stream, int models) throws Exception {
    long deadline = deadline();
    while (true) {
      Map<String, Long> served = served();
      if (served.values().stream().filter(each -> each >= ENOUGH).count() >= models) {
        return served;
      }
      look(stream, deadline, "a new model serves");
    }
  }

  private Served awaitAll(StreamProcess stream, long sent) throws Exception {
    long deadline = deadline();
    while (true) {
      Served served = new Served(sent, served());
      if (served.differences().isEmpty()) {
        return served;
      }
      look(stream, deadline, "all events are served");
    }
  }

  private static long deadline() {
    return System.nanoTime() + PATIENCE.toNanos();
  }

  private static void look(StreamProcess stream, long deadline, String what) throws Exception {
    stream.checkAlive();
    if (System.nanoTime() > deadline) {
      throw new SidecartException(
          "waited for %d s until %s; see %s".formatted(PATIENCE.toSeconds(), what, stream.log()));
    }
    Thread.sleep(BETWEEN_LOOKS_MILLIS);
  }

  /** Each event once, though a message may come twice. */
  private Map<String, Long> served() {
    Map<String, String> byEvent = new HashMap<>();
    TopicReader.read(
        kafka,
        recommendations,
        message -> {
          if (message.offset() >= ends.getOrDefault(message.partition(), 0L)) {
            byEvent.put(event(message), version(message));
          }
        });
    return byEvent.values().stream()
        .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
  }

  private static String event(ConsumerRecord<byte[], byte[]> message) {
    return new String(message.headers().lastHeader(EventId.HEADER).value(), UTF_8);
  }

  private static String version(ConsumerRecord<byte[], byte[]> message) {
    try {
      JsonNode version = MAPPER.readTree(message.value()).path("model_version");
      return version.isTextual() ? version.textValue() : "none";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
