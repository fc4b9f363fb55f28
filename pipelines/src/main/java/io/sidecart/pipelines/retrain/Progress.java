package io.sidecart.pipelines.retrain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, written after each step.
 *
 * @param run the run's name, which is that of its folder
 * @param settings what it was told, in one line
 * @param startedMillis when it began, in milliseconds since 1970
 * @param sequence of the publication that was served when it began, 0 without one; null where an
 *     earlier release began it
 * @param collected null before the purchases are brought together
 * @param version null before a model is registered
 * @param failures how often the registered model was not published by a failure
 * @param end how it ended; null while it runs, and where the next one goes on
 */
record Progress(
    String run,
    String settings,
    long startedMillis,
    @Nullable Long sequence,
    @Nullable Collected collected,
    @Nullable String version,
    int failures,
    @Nullable String end) {
  /** What an older run brought together has been overtaken by what the stream saw since. */
  private static final Duration STALE = Duration.ofDays(1);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static Progress start(String run, String settings, Instant now, long sequence) {
    return new Progress(run, settings, now.toEpochMilli(), sequence, null, null, 0, null);
  }

  Progress withCollected(Collected value) {
    return new Progress(run, settings, startedMillis, sequence, value, version, failures, end);
  }

  Progress withVersion(String value) {
    return new Progress(run, settings, startedMillis, sequence, collected, value, failures, end);
  }

  Progress withEnd(String value) {
    return new Progress(
        run, settings, startedMillis, sequence, collected, version, failures, value);
  }

  Progress withFailure() {
    return new Progress(
        run, settings, startedMillis, sequence, collected, version, failures + 1, end);
  }

  /**
   * Whether a run that is told this may go on from here: it did not end, and began not long ago.
   */
  boolean isToBeContinued(String told, Instant now) {
    return end == null
        && settings.equals(told)
        && Instant.ofEpochMilli(startedMillis).plus(STALE).isAfter(now);
  }

  /** What stands in a file; empty where there is none, or it cannot be read. */
  static Optional<Progress> read(Storage storage, String path) throws IOException {
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(Storages.read(storage, path), Progress.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  void write(Storage storage, String path) throws IOException {
    Storages.publish(storage, path, Reports.toJson(this).getBytes(UTF_8));
  }
}
