package io.sidecart.transforms.sink;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What rows share a file: those of one hour and one partition.
 *
 * @param epochHour the hour of the event times, in hours since 1970, UTC
 * @param topic the topic's name
 * @param partition the partition
 */
record Shard(long epochHour, String topic, int partition) {
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH");
  private static final long SECONDS = 3600;

  static Shard of(EnrichedEvent row) {
    EventId id = row.event().id();
    return new Shard(
        Math.floorDiv(row.event().eventTime().getEpochSecond(), SECONDS),
        id.topic(),
        id.partition());
  }

  /** The folder of the hour, relative: {@code dt=2026-01-31/hour=05}. */
  String folder() {
    Instant hour = Instant.ofEpochSecond(epochHour * SECONDS);
    return FOLDER.format(LocalDateTime.ofInstant(hour, ZoneOffset.UTC));
  }

  /** A text that is equal for equal shards only. */
  String key() {
    return epochHour + "/" + partitionKey();
  }

  /** A text that is equal for shards of one partition only. */
  String partitionKey() {
    return topic + "/" + partition;
  }
}
