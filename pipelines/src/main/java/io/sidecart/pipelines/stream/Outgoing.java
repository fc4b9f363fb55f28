package io.sidecart.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.DeadLetter;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EnrichedEventJson;
import io.sidecart.model.EventId;
import io.sidecart.transforms.kafka.OutgoingMessage;
import java.util.Map;

/**
 * What the stream writes to Kafka; the README's "Messages" tells the same. It is stamped with the
 * time of sending, as the topics may forget old messages.
 */
final class Outgoing {
  private Outgoing() {}

  /** JSON, keyed by user. */
  static OutgoingMessage recommendation(EnrichedEvent row) {
    return new OutgoingMessage(
        row.event().originalUserId().getBytes(UTF_8),
        EnrichedEventJson.write(row),
        null,
        Map.of(EventId.HEADER, row.event().id().toString()));
  }

  /**
   * Key and value as they were read, and why they could not be used in the headers.
   *
   * <p>Where the topic takes no message of that size, it gets the beginning: a message that cannot
   * be used must not stop the stream.
   */
  static OutgoingMessage deadLetter(DeadLetter letter) {
    EventId id = letter.message().id();
    return new OutgoingMessage(
            letter.message().key(),
            letter.message().value(),
            null,
            Map.of(
                EventId.HEADER,
                id.toString(),
                "sidecart-topic",
                id.topic(),
                "sidecart-partition",
                String.valueOf(id.partition()),
                "sidecart-offset",
                String.valueOf(id.offset()),
                "sidecart-timestamp",
                letter.message().timestamp().toString(),
                "sidecart-reason",
                letter.reason(),
                "sidecart-detail",
                letter.detail()))
        .orCut();
  }
}
