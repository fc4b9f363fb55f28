package io.sidecart.transforms.kafka;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A part of one partition.
 *
 * @param topic the topic
 * @param partition the partition, from 0
 * @param from the first offset
 * @param to the offset after the last one
 */
public record PartitionRange(String topic, int partition, long from, long to)
    implements Serializable {
  public PartitionRange {
    requireNonNull(topic, "topic");
  }

  public long size() {
    return Math.max(0, to - from);
  }
}
