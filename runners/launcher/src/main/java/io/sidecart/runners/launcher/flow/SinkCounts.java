package io.sidecart.runners.launcher.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in each place after the stream and the compaction.
 *
 * @param messagesIn messages in the topic that the stream read
 * @param parquetRows rows in the Parquet files
 * @param parquetDistinct rows of different (topic, partition, offset)
 * @param parquetFiles files that readers see
 * @param cassandraRows rows in recommendations_history
 * @param cassandraDistinct those of different (topic, partition, offset)
 * @param cassandraUsers rows in recommendations_latest
 * @param wrongLatest users whose row there is missing, or is not of their last event
 * @param messagesOut messages in the recommendations topic
 * @param messagesOutDistinct those of different (topic, partition, offset)
 * @param deadLetters messages in the dead-letter topic
 * @param deadLettersDistinct those of different (topic, partition, offset)
 * @param precision average precision@k over the rows that have one, null where none has
 * @param withoutFeatures rows without features of an item that has some in others
 * @param withoutModel rows that no model chose for a user whom one knows in others
 * @param missing identities of messages that are neither in every sink nor among the dead letters
 */
public record SinkCounts(
    long messagesIn,
    long parquetRows,
    long parquetDistinct,
    long parquetFiles,
    long cassandraRows,
    long cassandraDistinct,
    long cassandraUsers,
    long wrongLatest,
    long messagesOut,
    long messagesOutDistinct,
    long deadLetters,
    long deadLettersDistinct,
    @Nullable Double precision,
    long withoutFeatures,
    long withoutModel,
    List<String> missing) {

  public SinkCounts {
    missing = List.copyOf(missing);
  }

  /**
   * What does not add up; empty when all does.
   *
   * @param malformed how many messages were sent that are no event
   */
  public List<String> differences(int malformed) {
    List<String> differences = new ArrayList<>();
    long events = messagesIn - malformed;
    check("distinct dead letters", malformed, deadLettersDistinct, differences);
    check("rows in Parquet", events, parquetRows, differences);
    check("distinct rows in Parquet", events, parquetDistinct, differences);
    check("rows in Cassandra", events, cassandraRows, differences);
    check("distinct rows in Cassandra", events, cassandraDistinct, differences);
    check("users whose latest row is wrong", 0, wrongLatest, differences);
    check("distinct recommendations in Kafka", events, messagesOutDistinct, differences);
    if (!missing.isEmpty()) {
      differences.add(missing.size() + " messages are missing, " + missing.get(0) + " first");
    }
    return differences;
  }

  /** Rows that know less than they could; empty when none does. For rows of one model. */
  public List<String> poorAnswers() {
    List<String> poor = new ArrayList<>();
    check("rows without features that the item has", 0, withoutFeatures, poor);
    check("rows without the model that knows the user", 0, withoutModel, poor);
    return poor;
  }

  /** What stands twice in a topic, as it may when a part of the stream was run again. */
  public List<String> repeats() {
    List<String> repeats = new ArrayList<>();
    check("recommendations in Kafka", messagesOutDistinct, messagesOut, repeats);
    check("dead letters", deadLettersDistinct, deadLetters, repeats);
    return repeats;
  }

  private static void check(String what, long wanted, long found, List<String> differences) {
    if (wanted != found) {
      differences.add("%d %s, but %d were expected".formatted(found, what, wanted));
    }
  }
}
