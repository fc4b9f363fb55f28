package io.sidecart.pipelines.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/** How the reports of all jobs look. */
public final class Reports {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Reports() {}

  /**
   * For programs: indented, and ending with a line break.
   *
   * @param report a record, whose components get names_like_these, or a map or tree, whose names
   *     stay
   */
  public static String toJson(Object report) {
    try {
      return JSON.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For people: 1,234,567. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
