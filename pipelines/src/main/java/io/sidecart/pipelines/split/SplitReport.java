package io.sidecart.pipelines.split;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/**
 * What split did.
 *
 * @param history how many purchases are history
 * @param live how many are not
 * @param sent how many events this run sent
 * @param alreadyThere how many messages the topic held before
 * @param seconds how long the sending took
 */
public record SplitReport(
    long history,
    long live,
    long sent,
    long alreadyThere,
    String topic,
    int partitions,
    String by,
    double fraction,
    long seed,
    String output,
    double seconds) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For people. */
  String toText() {
    return String.format(
        Locale.ROOT,
        "  %-14s%,d purchases in %s%n  %-14s%,d purchases%n"
            + "  %-14s%,d events to topic %s in %.1f s%s%n",
        "history",
        history,
        output,
        "live",
        live,
        "sent",
        sent,
        topic,
        seconds,
        alreadyThere == 0 ? "" : String.format(Locale.ROOT, "; it held %,d before", alreadyThere));
  }
}
