package io.sidecart.model.evaluate;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.Purchase;
import io.sidecart.model.split.RowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Purchases in plain arrays, user by user: some 40 bytes a row. Immutable.
 *
 * <p>Users ascend by id. The rows of a user stand together, ascending by time, then by row
 * identity; rows without a time come first. So the order never depends on how the rows came in.
 */
public final class PurchaseLog {
  /** The time of a purchase without one. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** The basket of a purchase without one. */
  public static final int NO_BASKET = -1;

  private final int[] userIds;
  private final int[] starts;
  private final Rows rows;

  private PurchaseLog(int[] userIds, int[] starts, Rows rows) {
    this.userIds = userIds;
    this.starts = starts;
    this.rows = rows;
  }

  /** How many purchases there are. */
  public int size() {
    return rows.size;
  }

  /** How many purchases have no time. */
  public int untimed() {
    return (int) Arrays.stream(rows.times, 0, rows.size).filter(time -> time == NO_TIME).count();
  }

  /** How many users there are. */
  public int users() {
    return userIds.length;
  }

  /** The id of the user at this index, from 0. */
  public int userId(int user) {
    return userIds[user];
  }

  /** The index of a user, negative where the user bought nothing. */
  public int indexOf(int userId) {
    return Arrays.binarySearch(userIds, userId);
  }

  /** The first row of the user at this index. */
  public int start(int user) {
    return starts[user];
  }

  /** The row after the last one of the user at this index. */
  public int end(int user) {
    return starts[user + 1];
  }

  /** What was bought. */
  public int itemId(int row) {
    return rows.items[row];
  }

  /** How many of it. */
  public int quantity(int row) {
    return rows.quantities[row];
  }

  /** The price paid for all of them. */
  public double salesValue(int row) {
    return rows.values[row];
  }

  /** When, in milliseconds since the epoch, or {@link #NO_TIME}. */
  public long time(int row) {
    return rows.times[row];
  }

  /** A number that the rows of one basket share, or {@link #NO_BASKET}. */
  public int basket(int row) {
    return rows.baskets[row];
  }

  /** The row's identity as a number from 0 (included) to 1 (excluded), another for each seed. */
  public double hash(int row, long seed) {
    return RowHash.unit(source(row), line(row), seed);
  }

  /** The file or table that the row stands in; {@link #line} with it is the row's identity. */
  public String source(int row) {
    return rows.sourceNames.get(rows.sources[row]);
  }

  /** The row's number in its source. */
  public long line(int row) {
    return rows.lines[row];
  }

  /** The distinct items that were bought, ascending. */
  public int[] itemIds() {
    return Arrays.stream(rows.items, 0, rows.size).sorted().distinct().toArray();
  }

  /** The distinct items that the user at this index bought, ascending. */
  public int[] itemIds(int user) {
    return Arrays.stream(rows.items, start(user), end(user)).sorted().distinct().toArray();
  }

  /** The purchases whose row is chosen. */
  public PurchaseLog where(IntPredicate row) {
    int[] chosen = IntStream.range(0, size()).filter(row).toArray();
    int[] ids = new int[users()];
    int[] firsts = new int[users() + 1];
    int found = 0;
    int next = 0;
    for (int user = 0; user < users(); user++) {
      int first = next;
      while (next < chosen.length && chosen[next] < end(user)) {
        next++;
      }
      if (next > first) {
        ids[found] = userIds[user];
        firsts[found++] = first;
      }
    }
    firsts[found] = chosen.length;
    return new PurchaseLog(
        Arrays.copyOf(ids, found), Arrays.copyOf(firsts, found + 1), rows.select(chosen));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Takes purchases in any order. */
  public static final class Builder {
    private final Rows rows = new Rows(1024, new ArrayList<>());
    private final Map<String, Integer> sources = new HashMap<>();
    private final Map<String, Integer> baskets = new HashMap<>();
    private int[] users = new int[1024];

    private Builder() {}

    public Builder add(Purchase purchase) {
      int row = rows.size;
      if (row == users.length) {
        users = Arrays.copyOf(users, Math.addExact(row, row >> 1));
        rows.resize(users.length);
      }
      users[row] = purchase.userId();
      rows.items[row] = purchase.itemId();
      rows.quantities[row] = purchase.quantity();
      rows.values[row] = purchase.salesValue();
      rows.times[row] = purchase.boughtAt() == null ? NO_TIME : purchase.boughtAt().toEpochMilli();
      rows.baskets[row] = basket(purchase.basketId());
      rows.sources[row] = source(purchase.source());
      rows.lines[row] = purchase.line();
      rows.size++;
      return this;
    }

    private int basket(@Nullable String name) {
      return name == null ? NO_BASKET : baskets.computeIfAbsent(name, any -> baskets.size());
    }

    private int source(String name) {
      Integer known = sources.get(name);
      if (known == null) {
        known = rows.sourceNames.size();
        sources.put(name, known);
        rows.sourceNames.add(name);
      }
      return known;
    }

    /** Puts the rows in order. */
    public PurchaseLog build() {
      int size = rows.size;
      long[] keys = new long[size];
      for (int row = 0; row < size; row++) {
        keys[row] = ((long) users[row] << 32) | row;
      }
      Arrays.sort(keys);
      int[] order = new int[size];
      int[] ids = new int[size];
      int[] starts = new int[size + 1];
      int found = 0;
      for (int i = 0; i < size; i++) {
        order[i] = (int) keys[i];
        int user = (int) (keys[i] >> 32);
        if (found == 0 || ids[found - 1] != user) {
          ids[found] = user;
          starts[found++] = i;
        }
      }
      starts[found] = size;
      for (int user = 0; user < found; user++) {
        sort(order, starts[user], starts[user + 1]);
      }
      return new PurchaseLog(
          Arrays.copyOf(ids, found), Arrays.copyOf(starts, found + 1), rows.select(order));
    }

    private void sort(int[] order, int from, int to) {
      int[] sorted =
          Arrays.stream(order, from, to)
              .boxed()
              .sorted(
                  Comparator.comparingLong((Integer row) -> rows.times[row])
                      .thenComparing(row -> rows.sourceNames.get(rows.sources[row]))
                      .thenComparingLong(row -> rows.lines[row]))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(sorted, 0, order, from, sorted.length);
    }
  }

  /** The columns. */
  private static final class Rows {
    private final List<String> sourceNames;
    private int size;
    private int[] items;
    private int[] quantities;
    private double[] values;
    private long[] times;
    private int[] baskets;
    private int[] sources;
    private long[] lines;

    Rows(int capacity, List<String> sourceNames) {
      this.sourceNames = requireNonNull(sourceNames, "sourceNames");
      items = new int[capacity];
      quantities = new int[capacity];
      values = new double[capacity];
      times = new long[capacity];
      baskets = new int[capacity];
      sources = new int[capacity];
      lines = new long[capacity];
    }

    void resize(int capacity) {
      items = Arrays.copyOf(items, capacity);
      quantities = Arrays.copyOf(quantities, capacity);
      values = Arrays.copyOf(values, capacity);
      times = Arrays.copyOf(times, capacity);
      baskets = Arrays.copyOf(baskets, capacity);
      sources = Arrays.copyOf(sources, capacity);
      lines = Arrays.copyOf(lines, capacity);
    }

    Rows select(int[] order) {
      Rows selected = new Rows(order.length, sourceNames);
      for (int i = 0; i < order.length; i++) {
        int row = order[i];
        selected.items[i] = items[row];
        selected.quantities[i] = quantities[row];
        selected.values[i] = values[row];
        selected.times[i] = times[row];
        selected.baskets[i] = baskets[row];
        selected.sources[i] = sources[row];
        selected.lines[i] = lines[row];
      }
      selected.size = order.length;
      return selected;
    }
  }
}
