package io.sidecart.pipelines.stream;

import io.sidecart.pipelines.stream.StreamOptions.From;
import io.sidecart.transforms.kafka.PartitionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which offsets a run reads.
 *
 * @param topic the topic
 * @param starts the first offset to read, by partition
 * @param ends the offset after the last message when the run began, by partition
 * @param expired messages that the group had not read yet and that the topic no longer holds
 * @param skipped messages that the group, which had committed others, has not read and will not
 */
record ReadingPlan(
    String topic, Map<Integer, Long> starts, Map<Integer, Long> ends, long expired, long skipped) {

  /**
   * @param from where to begin
   * @param beginnings the first offset that each partition still holds
   * @param ends the offset after the last message of each partition that a reader may have
   * @param written the same with messages of transactions that are still open
   * @param committed the offsets that the group has committed, perhaps none
   */
  static ReadingPlan of(
      String topic,
      From from,
      Map<Integer, Long> beginnings,
      Map<Integer, Long> ends,
      Map<Integer, Long> written,
      Map<Integer, Long> committed) {
    Map<Integer, Long> starts = new TreeMap<>();
    long expired = 0;
    long skipped = 0;
    for (Map.Entry<Integer, Long> entry : ends.entrySet()) {
      int partition = entry.getKey();
      long end = entry.getValue();
      long beginning = beginnings.getOrDefault(partition, 0L);
      Long known = committed.get(partition);
      // A topic that was made anew ends below what was committed: its messages are all new.
      boolean isAnew = known != null && known > written.getOrDefault(partition, end);
      long next = known == null || isAnew ? beginning : Math.max(known, beginning);
      switch (from) {
        case earliest -> starts.put(partition, beginning);
        case latest -> {
          starts.put(partition, end);
          skipped += known == null ? 0 : Math.max(0, end - next);
        }
        case committed -> {
          starts.put(partition, next);
          expired += known == null ? 0 : Math.max(0, beginning - known);
        }
      }
    }
    return new ReadingPlan(topic, starts, new TreeMap<>(ends), expired, skipped);
  }

  /**
   * The starts of those partitions alone that were made anew and count from 0 again: what is
   * committed of the old ones would be taken for a place in the new ones.
   *
   * @param written the offset after the last message of each partition
   */
  Map<Integer, Long> startsOfPartitionsMadeAnew(
      Map<Integer, Long> committed, Map<Integer, Long> written) {
    Map<Integer, Long> anew = new TreeMap<>(starts);
    anew.keySet()
        .removeIf(
            partition ->
                committed.getOrDefault(partition, 0L)
                    <= written.getOrDefault(partition, Long.MAX_VALUE));
    return anew;
  }

  /** What a run that stops at the end reads, by partition. */
  List<PartitionRange> ranges() {
    List<PartitionRange> ranges = new ArrayList<>();
    starts.forEach(
        (partition, start) ->
            ranges.add(new PartitionRange(topic, partition, start, ends.get(partition))));
    return ranges;
  }

  /** How many offsets lie between the starts and the ends. */
  long size() {
    return ranges().stream().mapToLong(PartitionRange::size).sum();
  }
}
