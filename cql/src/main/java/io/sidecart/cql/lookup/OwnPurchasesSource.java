package io.sidecart.cql.lookup;

import static java.util.Objects.requireNonNull;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.own.OwnOrigin;
import io.sidecart.model.OwnPurchases;
import io.sidecart.transforms.lookup.LookUpSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user bought: the history that was loaded, and the events that the stream has added since.
 * Empty for a user who has no purchases on record.
 *
 * <p>More than {@value #USUAL_PURCHASES} purchases, repeats included, are remembered longer, in
 * proportion and up to {@value #MOST_LONGER} times as long: they cost more to read, and a few more
 * change them less. For each {@value #ITEMS_OF_A_PLACE} items they take one place more in the
 * cache.
 *
 * <p>Of a user with more than {@value #MOST_ROWS} rows, as of one id for all guests, so many count,
 * those whose origin is last in the alphabet: in this order rows can be read without reading the
 * others. Where the topic comes before {@code history} in the alphabet, as {@code cart-events}
 * does, that is the history, then events, and of those whose offsets have as many digits the
 * newest.
 */
public record OwnPurchasesSource(CassandraSettings settings)
    implements LookUpSource<Integer, OwnPurchases> {
  private static final String BY_USER =
      "SELECT item_id, times, first_bought, last_bought, decayed, origin, more"
          + " FROM {keyspace}.own_purchases WHERE user_id = ? ORDER BY origin DESC, item_id DESC";

  // The columns by number: to find them by name, and a codec for each, takes longer than the rest.
  private static final int ITEM_ID = 0;
  private static final int TIMES = 1;
  private static final int FIRST_BOUGHT = 2;
  private static final int LAST_BOUGHT = 3;
  private static final int DECAYED = 4;
  private static final int ORIGIN = 5;
  private static final int MORE = 6;

  /** So many purchases, and fewer, are remembered no longer than other things. */
  public static final int USUAL_PURCHASES = 100;

  /** How many times as long any purchases are remembered at most. */
  public static final int MOST_LONGER = 10;

  /**
   * Read in 0.1 s where each row holds one event, and in 0.4 s where each holds 32, the most that
   * the stream puts into one (0.4 s and 0.9 s at worst, on two cores with ten times as much to do):
   * a look-up may take 2 s. Without a bound a user of very many rows is never read in time, and
   * stops the stream.
   */
  static final int MOST_ROWS = 10_000;

  /** An item takes some 28 bytes: of so many a place is worth 3 kB at most. */
  private static final int ITEMS_OF_A_PLACE = 100;

  public OwnPurchasesSource {
    requireNonNull(settings, "settings");
  }

  @Override
  public Connection<Integer, OwnPurchases> connect(Duration patience) {
    return connect(patience, MOST_ROWS);
  }

  Connection<Integer, OwnPurchases> connect(Duration patience, int mostRows) {
    return SessionConnection.open(settings, patience, BY_USER, new Sum(mostRows));
  }

  /** The rows of a user as one value. */
  private record Sum(int mostRows) implements SessionConnection.Reading<Integer, OwnPurchases> {
    @Override
    public OwnPurchases value(Integer userId, List<Row> rows) {
      OwnItemSum sum = new OwnItemSum();
      SeenOnce events = new SeenOnce();
      for (Row row : rows) {
        String origin = row.getString(ORIGIN);
        @Nullable Instant lastBought = instant(row.getBytesUnsafe(LAST_BOUGHT));
        if (origin.indexOf('/') < 0 || lastBought == null) {
          @Nullable ByteBuffer decayed = row.getBytesUnsafe(DECAYED);
          sum.add(
              row.getInt(ITEM_ID),
              row.getInt(TIMES),
              instant(row.getBytesUnsafe(FIRST_BOUGHT)),
              lastBought,
              decayed == null ? null : decayed.getDouble(decayed.position()));
        } else {
          events.add(
              OwnOrigin.parse(origin),
              row.getInt(ITEM_ID),
              lastBought.toEpochMilli(),
              row.getBytesUnsafe(MORE));
        }
      }
      events
          .inOrder()
          .forEach(event -> sum.add(event.itemId(), Instant.ofEpochMilli(event.millis())));
      return sum.purchases();
    }

    @Override
    public Duration timeToLive(OwnPurchases purchases, Duration usual) {
      long counted =
          Math.min(MOST_LONGER * USUAL_PURCHASES, Math.max(USUAL_PURCHASES, purchases.times()));
      return usual.multipliedBy(counted).dividedBy(USUAL_PURCHASES);
    }

    @Override
    public int weight(OwnPurchases purchases) {
      return 1 + purchases.size() / ITEMS_OF_A_PLACE;
    }
  }

  /** A timestamp of CQL: milliseconds since the epoch in eight bytes. */
  private static @Nullable Instant instant(@Nullable ByteBuffer time) {
    return time == null ? null : Instant.ofEpochMilli(time.getLong(time.position()));
  }
}
