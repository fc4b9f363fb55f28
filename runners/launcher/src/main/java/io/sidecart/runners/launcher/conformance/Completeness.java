package io.sidecart.runners.launcher.conformance;

import io.sidecart.runners.launcher.conformance.Site.Mode;
import io.sidecart.runners.launcher.flow.Audit;
import io.sidecart.runners.launcher.flow.MalformedMessages;
import io.sidecart.runners.launcher.flow.SinkCounts;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a site must hold whatever the others hold: equal outputs could all lack the same. */
final class Completeness {
  /** Far below those that compact closes, or leaves as they are. */
  private static final long SMALL_FILE_BYTES = 16 << 20;

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
   * @param told what split tells of the two
   * @param purchases that were divided
   * @param limit most events that may be sent
   */
  static List<String> ofDivided(List<RowSet> found, SplitCounts told, long purchases, long limit) {
    List<String> problems = new ArrayList<>();
    long history = found.get(0).rows().size();
    if (history != told.history() || history == 0) {
      problems.add(
          "%,d purchases are history, but %,d were told".formatted(history, told.history()));
    }
    if (told.history() + told.live() != purchases) {
      problems.add(
          "%,d purchases became %,d of the history and %,d others"
              .formatted(purchases, told.history(), told.live()));
    }
    long sent = found.get(1).rows().size();
    long wanted = Math.min(limit, told.live());
    if (sent != wanted || sent == 0) {
      problems.add("%,d events were sent, but %,d were expected".formatted(sent, wanted));
    }
    return problems;
  }

  /**
   * Small files of one folder are one file afterwards.
   *
   * @param folder that was compacted
   */
  static List<String> ofCompacted(String folder) throws IOException {
    Map<String, Long> files =
        Storages.visibleFiles(Storages.of(folder), folder).stream()
            .filter(file -> file.name().endsWith(".parquet") && file.size() < SMALL_FILE_BYTES)
            .collect(
                Collectors.groupingBy(
                    file -> StoragePaths.parent(file.path()), TreeMap::new, Collectors.counting()));
    files.values().removeIf(count -> count == 1);
    return files.entrySet().stream()
        .map(each -> "%s has %,d small files".formatted(each.getKey(), each.getValue()))
        .toList();
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
