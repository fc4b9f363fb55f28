package io.sidecart.runners.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in each place after the stream.
 *
 * @param messagesIn messages in the topic that the stream read
 * @param parquetRows rows in the Parquet files
 * @param parquetDistinct rows of different (topic, partition, offset)
 * @param parquetFiles files that readers see
 * @param cassandraRows rows in recommendations_history
 * @param cassandraUsers rows in recommendations_latest
 * @param messagesOut messages in the recommendations topic
 * @param messagesOutDistinct those of different (topic, partition, offset)
 * @param deadLetters messages in the dead-letter topic
 * @param precision average precision@k over the rows that have one, null where none has
 */
record SinkCounts(
    long messagesIn,
    long parquetRows,
    long parquetDistinct,
    long parquetFiles,
    long cassandraRows,
    long cassandraUsers,
    long messagesOut,
    long messagesOutDistinct,
    long deadLetters,
    @Nullable Double precision) {

  /** Where what came in is not what went out; empty when all adds up. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    check("Parquet", parquetDistinct, differences);
    check("Cassandra", cassandraRows, differences);
    check("the recommendations topic", messagesOutDistinct, differences);
    return differences;
  }

  private void check(String sink, long rows, List<String> differences) {
    if (rows + deadLetters != messagesIn) {
      differences.add(
          "%d messages in, but %d rows in %s and %d dead letters"
              .formatted(messagesIn, rows, sink, deadLetters));
    }
  }
}
