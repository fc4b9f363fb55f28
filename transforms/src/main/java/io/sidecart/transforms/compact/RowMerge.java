package io.sidecart.transforms.compact;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.sidecart.model.EventId;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several sorted files as one sorted sequence. Only those files are open at a time that
 * share a range of identities.
 */
final class RowMerge implements Closeable {
  private static final String EVENT_TIME = "event_time";

  /** Once the dictionaries know a user, the same message comes with a number. */
  private static final Comparator<GenericRecord> PREFERRED =
      Comparator.<GenericRecord, Boolean>comparing(row -> !EnrichedEventRows.isKnown(row))
          .thenComparing(EnrichedEventRows::modelVersion, nullsFirst(naturalOrder()));

  private final PriorityQueue<RowCursor> cursors = new PriorityQueue<>(RowCursor.ORDER);

  /** Those taken out of the queue too: one may fail between two rows. */
  private final List<RowCursor> all = new ArrayList<>();

  /**
   * @param files in the order in which rows are preferred of one identity that are equal otherwise
   */
  RowMerge(Storage storage, List<RowFile> files, Schema schema) {
    for (int rank = 0; rank < files.size(); rank++) {
      if (!files.get(rank).isEmpty()) {
        all.add(new RowCursor(storage, files.get(rank), schema, rank));
      }
    }
    cursors.addAll(all);
  }

  /** Takes rows. */
  interface Consumer {
    void accept(GenericRecord row) throws IOException;
  }

  /** The identity of the next row, null after the last. */
  @Nullable EventId peek() throws IOException {
    RowCursor next = next();
    return next == null ? null : next.id();
  }

  /** The next row, doubles among them; null after the last. */
  @Nullable GenericRecord take() throws IOException {
    RowCursor next = next();
    if (next == null) {
      return null;
    }
    GenericRecord row = next.row();
    cursors.remove(next);
    if (next.advance()) {
      cursors.add(next);
    }
    return row;
  }

  /**
   * The row that stays of the next identity; null after the last.
   *
   * @param read given each row that is read
   * @param dropped given each row that does not stay
   */
  @Nullable GenericRecord takeDistinct(Consumer read, Consumer dropped) throws IOException {
    GenericRecord best = take();
    if (best == null) {
      return null;
    }
    read.accept(best);
    EventId id = EnrichedEventRows.id(best);
    while (id.equals(peek())) {
      GenericRecord other = take();
      read.accept(other);
      requireSameEvent(best, other);
      // Equal ones come in the order of the files, so that the first stays.
      if (PREFERRED.compare(other, best) < 0) {
        dropped.accept(best);
        best = other;
      } else {
        dropped.accept(other);
      }
    }
    return best;
  }

  /**
   * Tells that a row is of the same event as the next one, which has its identity.
   *
   * @throws SidecartException if its time is another
   */
  void requireSameEvent(GenericRecord row) throws IOException {
    RowCursor next = next();
    if (next != null) {
      requireSameEvent(next.row(), row);
    }
  }

  /** A topic that was made anew counts from 0 again: its messages are others. */
  private static void requireSameEvent(GenericRecord one, GenericRecord other) {
    if (!one.get(EVENT_TIME).equals(other.get(EVENT_TIME))) {
      throw new SidecartException(
          "two events are %s, of %s and of %s: the topic was made anew; nothing is compacted here,"
                  .formatted(EnrichedEventRows.id(one), time(one), time(other))
              + " and its rows belong into another folder (stream --output)");
    }
  }

  private static Instant time(GenericRecord row) {
    return Instant.ofEpochMilli((Long) row.get(EVENT_TIME));
  }

  /** Passes over all identities before this one; whether it is the next. */
  boolean skipTo(EventId id) throws IOException {
    EventId next = peek();
    while (next != null && next.compareTo(id) < 0) {
      take();
      next = peek();
    }
    return id.equals(next);
  }

  private @Nullable RowCursor next() throws IOException {
    for (RowCursor first = cursors.peek(); first != null; first = cursors.peek()) {
      if (first.isOpen()) {
        return first;
      }
      cursors.remove(first);
      if (first.open()) {
        cursors.add(first);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    for (RowCursor cursor : all) {
      cursor.close();
    }
  }
}
