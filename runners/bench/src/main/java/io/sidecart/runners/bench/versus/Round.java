package io.sidecart.runners.bench.versus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * One thing to do, as it comes on a line of standard input.
 *
 * @param kind what: see {@link Rivals}
 * @param topic whose messages are read
 * @param output folder of the rows
 * @param work folder for checkpoints and the like
 * @param from earliest or latest: which messages are read
 * @param most events of a micro-batch; 0 for no bound
 * @param batches micro-batches with events after which it ends; 0 to end when it is told to
 * @param shufflePartitions of Spark
 * @param reuse whether a user's items are computed once and remembered
 */
record Round(
    String kind,
    String topic,
    String output,
    String work,
    String from,
    long most,
    int batches,
    int shufflePartitions,
    boolean reuse) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * @throws IllegalArgumentException if the line is none
   */
  static Round parse(String line) {
    try {
      return JSON.readValue(line, Round.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a round: " + line, e);
    }
  }
}
