package io.sidecart.transforms.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.OffsetRange;
import io.sidecart.transforms.parquet.ParquetFiles;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The name of a file of rows of one partition: {@code
 * part-<topic>-<partition>-<first>-<last>-<rows>-<hash>.parquet}.
 *
 * <p>The hash is of the exact set of identities and of their event times: the same set has the same
 * name, another set has another, and so have the same offsets of a topic that was made anew.
 */
final class PartName {
  /** Kafka allows 249 characters, and most file systems 255 in all. */
  private static final int LONGEST_TOPIC = 120;

  private static final int HASH_BYTES = 8;

  private PartName() {}

  /**
   * @param offsets the identities of the rows, exactly: at least one range, all of one partition,
   *     ascending
   * @param times the event time of each row, in milliseconds since 1970, in the same order
   */
  static String of(List<OffsetRange> offsets, long[] times) {
    OffsetRange first = offsets.get(0);
    OffsetRange last = offsets.get(offsets.size() - 1);
    String topic = first.topic();
    return String.join(
        "-",
        "part",
        topic.length() <= LONGEST_TOPIC ? topic : topic.substring(0, LONGEST_TOPIC),
        String.valueOf(first.partition()),
        String.valueOf(first.first()),
        String.valueOf(last.last()),
        String.valueOf(times.length),
        hash(offsets, times) + ParquetFiles.SUFFIX);
  }

  private static String hash(List<OffsetRange> offsets, long[] times) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (OffsetRange range : offsets) {
        digest.update((range + "\n").getBytes(UTF_8));
      }
      ByteBuffer millis = ByteBuffer.allocate(times.length * Long.BYTES);
      millis.asLongBuffer().put(times);
      digest.update(millis);
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
