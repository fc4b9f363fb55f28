package io.sidecart.pipelines.retrain;

import io.sidecart.model.EventId;
import io.sidecart.model.EventTime;
import io.sidecart.model.Purchase;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The purchases in the rows that the stream wrote, each event once, as rows of {@link
 * PurchaseTable}: their source is the topic and partition, their line the offset. Events of ids
 * that are text and had no number yet are left out and counted, and so are those whose time cannot
 * be: a history ends with its last purchase.
 */
final class NewPurchases implements Iterator<GenericRecord>, AutoCloseable {
  private static final Schema COLUMNS =
      columns(
          Set.of(
              "user_id",
              "item_id",
              "quantity",
              "sales_value",
              "topic",
              "partition",
              "offset",
              "event_time"));

  private final RowsOfFolders rows;
  private final Instant now;
  private final SeenEvents seen = new SeenEvents();
  private final SeenEvents seenUnnumbered = new SeenEvents();
  private final PurchaseTable table = new PurchaseTable();
  private @Nullable GenericRecord next;
  private long added;
  private long distinct;
  private long unnumbered;
  private long untimely;

  /**
   * @param enriched folder of the rows, which need not exist
   * @param now by which a purchase is past
   */
  NewPurchases(Storage storage, String enriched, Instant now) throws IOException {
    this.rows = new RowsOfFolders(storage, enriched, COLUMNS);
    this.now = now;
    advance();
  }

  private static Schema columns(Set<String> names) {
    return Schema.createRecord(
        EnrichedEventRows.SCHEMA.getName(),
        null,
        EnrichedEventRows.SCHEMA.getNamespace(),
        false,
        EnrichedEventRows.SCHEMA.getFields().stream()
            .filter(field -> names.contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList());
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public GenericRecord next() {
    GenericRecord given = next;
    if (given == null) {
      throw new NoSuchElementException();
    }
    added++;
    advance();
    return given;
  }

  /** How many were given. */
  long added() {
    return added;
  }

  /** How many rows were passed over by now. */
  long repeats() {
    // Below 0 where somebody deletes what was read, which no compaction does.
    return Math.max(0, rows.read() - distinct);
  }

  /** How many events were left out by now because their user or item had no number yet. */
  long unnumbered() {
    return unnumbered;
  }

  /** How many events were left out by now because of their time. */
  long untimely() {
    return untimely;
  }

  private void advance() {
    next = null;
    while (next == null) {
      GenericRecord row = rows.next();
      if (row == null) {
        return;
      }
      EventId id = EnrichedEventRows.id(row);
      long time = (Long) row.get("event_time");
      if (seen.contains(id, time)) {
        continue;
      }
      if (EnrichedEventRows.isKnown(row)) {
        take(row, id, time);
      } else if (seenUnnumbered.add(id, time)) {
        unnumbered++;
        distinct++;
      }
    }
  }

  private void take(GenericRecord row, EventId id, long time) {
    seen.add(id, time);
    if (seenUnnumbered.contains(id, time)) {
      // It came once more when the dictionaries knew it.
      unnumbered--;
    } else {
      distinct++;
    }
    if (EventTime.isBelievable(time, now.toEpochMilli())) {
      next = table.toRecord(purchase(row, id));
    } else {
      untimely++;
    }
  }

  private static Purchase purchase(GenericRecord row, EventId id) {
    return new Purchase(
        id.topic() + "-" + id.partition(),
        id.offset(),
        (Integer) row.get("user_id"),
        (Integer) row.get("item_id"),
        (Integer) row.get("quantity"),
        (Double) row.get("sales_value"),
        null,
        Instant.ofEpochMilli((Long) row.get("event_time")));
  }

  /**
   * Closes the file that is open.
   *
   * @throws java.io.UncheckedIOException if the storage fails
   */
  @Override
  public void close() {
    rows.close();
  }
}
