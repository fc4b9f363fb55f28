package io.sidecart.transforms.compact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.util.Optional;

/** Small records as JSON files. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + value, e);
    }
  }

  /** Empty where it is not the JSON of such a value, as one whose writer died in the middle. */
  static <T> Optional<T> readIfWhole(byte[] json, Class<T> type) {
    try {
      return Optional.ofNullable(MAPPER.readValue(json, type));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * @param path where it was read, for the message
   * @throws SidecartException if it is not the JSON of such a value
   */
  static <T> T read(byte[] json, Class<T> type, String path) {
    return readIfWhole(json, type)
        .orElseThrow(
            () ->
                new SidecartException(
                    path + " is damaged: it does not tell what a compaction wrote"));
  }
}
