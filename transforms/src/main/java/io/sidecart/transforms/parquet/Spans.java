package io.sidecart.transforms.parquet;

import io.sidecart.model.EventId;
import io.sidecart.model.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The lowest and the highest offset of each partition that a file holds rows of, noted in its
 * footer while its rows are written in the order of their identities.
 *
 * <p>A file that has the note is sorted, and its readers know without reading a row which others it
 * can share an identity with.
 */
public final class Spans {
  private static final String KEY = "sidecart.spans";

  private final List<OffsetRange> spans = new ArrayList<>();

  /** Takes the next row's identity. */
  public void add(EventId id) {
    OffsetRange open = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (open == null || !open.isOf(id)) {
      spans.add(new OffsetRange(id.topic(), id.partition(), id.offset(), id.offset()));
    } else {
      spans.set(
          spans.size() - 1,
          new OffsetRange(open.topic(), open.partition(), open.first(), id.offset()));
    }
  }

  public List<OffsetRange> get() {
    return List.copyOf(spans);
  }

  /** The note for the footer. */
  public Map<String, String> toFooter() {
    return Map.of(KEY, spans.stream().map(OffsetRange::toString).collect(Collectors.joining(",")));
  }

  /**
   * The note of a footer, empty where it has none.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public static Optional<List<OffsetRange>> ofFooter(Map<String, String> keyValues) {
    String note = keyValues.get(KEY);
    if (note == null) {
      return Optional.empty();
    }
    if (note.isEmpty()) {
      return Optional.of(List.of());
    }
    List<OffsetRange> spans = new ArrayList<>();
    for (String span : note.split(",", -1)) {
      spans.add(OffsetRange.parse(span));
    }
    return Optional.of(spans);
  }
}
