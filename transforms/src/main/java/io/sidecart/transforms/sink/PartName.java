package io.sidecart.transforms.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.OffsetRange;
import io.sidecart.transforms.parquet.ParquetFiles;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The name of a file of rows of one partition: {@code
 * part-<topic>-<partition>-<first>-<last>-<rows>-<hash>.parquet}.
 *
 * <p>The hash is of the exact set of identities: the same set has the same name, another set has
 * another.
 */
final class PartName {
  /** Kafka allows 249 characters, and most file systems 255 in all. */
  private static final int LONGEST_TOPIC = 120;

  private static final int HASH_BYTES = 8;

  private PartName() {}

  /**
   * @param rows how many rows
   * @param offsets their identities, exactly: at least one range, all of one partition, ascending
   */
  static String of(long rows, List<OffsetRange> offsets) {
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
        String.valueOf(rows),
        hash(offsets) + ParquetFiles.SUFFIX);
  }

  private static String hash(List<OffsetRange> offsets) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (OffsetRange range : offsets) {
        digest.update((range + "\n").getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
