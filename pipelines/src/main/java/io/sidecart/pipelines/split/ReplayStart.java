package io.sidecart.pipelines.split;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay begins in its topic: behind what the topic held before. Written before the first
 * event is sent, so that one that was appended and broke off is resumed from there; the report says
 * the same.
 *
 * @param topic its name
 * @param start the offset of the replay's first message, by partition
 */
record ReplayStart(String topic, List<Long> start) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  ReplayStart {
    start = List.copyOf(start);
  }

  /** As a file says; an older version wrote none of it. */
  private record Written(@Nullable String topic, @Nullable List<Long> start) {}

  /** Behind all that a topic holds. */
  static ReplayStart behind(String topic, ReplayTopic.Content content) {
    return new ReplayStart(
        topic, IntStream.range(0, content.end().size()).mapToObj(content.end()::get).toList());
  }

  /** With the first message that a topic ever had. */
  static ReplayStart ofAll(String topic, int partitions) {
    return new ReplayStart(topic, Collections.nCopies(partitions, 0L));
  }

  /** What a file says of a topic; empty where it says nothing, or there is none. */
  static Optional<ReplayStart> read(Storage storage, String path, String topic) throws IOException {
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    try {
      Written written = JSON.readValue(Storages.read(storage, path), Written.class);
      return topic.equals(written.topic()) && written.start() != null
          ? Optional.of(new ReplayStart(topic, written.start()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      // The empty mark of an older version.
      return Optional.empty();
    }
  }

  void write(Storage storage, String path) throws IOException {
    Storages.publish(storage, path, Reports.toJson(this).getBytes(UTF_8));
  }

  /**
   * How many messages each partition holds since.
   *
   * @throws SidecartException if that cannot be told
   */
  Map<Integer, Long> messagesSince(ReplayTopic.Content content) {
    if (start.size() != content.end().size()) {
      throw new SidecartException(
          "topic %s has %d partitions and had %d when the replay began, so it cannot be resumed"
                  .formatted(topic, content.end().size(), start.size())
              + ": use another --topic, or --append");
    }
    Map<Integer, Long> since = new HashMap<>();
    for (int partition = 0; partition < start.size(); partition++) {
      long begin = start.get(partition);
      if (content.first().get(partition) > begin) {
        throw new SidecartException(
            "topic %s has lost its first messages, so a replay cannot be resumed: use another --topic"
                .formatted(topic));
      }
      if (content.end().get(partition) < begin) {
        throw new SidecartException(
            "topic %s was made anew since the replay began, so it cannot be resumed: use another"
                    .formatted(topic)
                + " --topic, or --append");
      }
      since.put(partition, content.end().get(partition) - begin);
    }
    return since;
  }
}
