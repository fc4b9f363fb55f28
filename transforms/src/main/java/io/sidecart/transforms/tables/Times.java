package io.sidecart.transforms.tables;

import java.time.Instant;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Times that may be null, to the millisecond. */
final class Times {
  /** The type of a column of them. */
  static final Schema NULLABLE =
      Schema.createUnion(
          Schema.create(Schema.Type.NULL),
          LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)));

  private Times() {}

  static @Nullable Long toMillis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** From a cell: readers give a number, or a time where they know logical types. */
  static @Nullable Instant ofCell(@Nullable Object cell) {
    return cell == null || cell instanceof Instant
        ? (Instant) cell
        : Instant.ofEpochMilli((Long) cell);
  }
}
