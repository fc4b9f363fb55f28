package io.sidecart.runners.launcher.conformance;

import io.sidecart.runners.launcher.conformance.Site.Mode;
import io.sidecart.runners.launcher.flow.Audit;
import io.sidecart.runners.launcher.flow.MalformedMessages;
import io.sidecart.runners.launcher.flow.SinkCounts;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a site must hold whatever the others hold: equal outputs could all lack the same. */
final class Completeness {
  private final KafkaSettings kafka;

  Completeness(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Only the last data set, the malformed rows, may be empty. */
  static List<String> ofPrepared(List<RowSet> found) {
    return found.subList(0, found.size() - 1).stream()
        .filter(set -> set.rows().isEmpty())
        .map(set -> set.name() + " is empty")
        .toList();
  }

  /**
   * A purchase is history or an event.
   *
   * @param found the history, then the events
   * @param purchases that were divided
   * @param limit most events that may be sent
   */
  static List<String> ofDivided(List<RowSet> found, long purchases, long limit) {
    long live = purchases - found.get(0).rows().size();
    long sent = found.get(1).rows().size();
    long wanted = Math.min(limit, live);
    return sent == wanted && sent > 0
        ? List.of()
        : List.of("%,d events were sent, but %,d were expected".formatted(sent, wanted));
  }

  /**
   * Each message is once in every sink, or among the dead letters.
   *
   * @param events topic that was streamed
   */
  List<String> ofServed(Site site, Mode mode, String events) throws IOException {
    SinkCounts counts =
        new Audit(kafka, site.cassandra(), site.enriched(mode))
            .count(events, site.recommendations(mode), site.deadLetters(mode));
    List<String> problems = new ArrayList<>(counts.differences(MalformedMessages.VALUES.size()));
    // A stopped stream may send again what it had not committed.
    if (mode == Mode.end) {
      problems.addAll(counts.repeats());
    }
    return problems;
  }
}
