package io.sidecart.model.rank;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.AlsModel;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a ranker learns from: the candidates of users at a time, and whether they were bought in the
 * window that followed.
 */
public final class Examples {
  /** How many users of a window are taken at most: more teach little and cost memory. */
  static final int MOST_USERS = 5000;

  private static final int COUNT = Signal.COUNT;

  private float[] signals = new float[1024 * COUNT];
  private boolean[] owned = new boolean[1024];
  private boolean[] bought = new boolean[1024];

  /** Where the examples of each user begin. */
  private int[] starts = new int[256];

  /** The number of each user's window, in the order in which they were added. */
  private int[] windows = new int[256];

  private int added;
  private int size;
  private int users;

  /**
   * Adds the candidates of the users who bought before a time and within the window after it; of
   * more than {@value #MOST_USERS} such users, of so many, evenly spread. The latest window comes
   * first.
   *
   * @param als trained on {@code past} alone
   * @param items of {@code past} alone, as of the time
   * @param past the purchases before the time
   * @param window the purchases after it
   */
  public void add(AlsModel als, ItemTable items, PurchaseLog past, PurchaseLog window) {
    Candidates candidates = new Candidates(als, items);
    SignalReader reader = new SignalReader(items);
    double[] row = new double[COUNT];
    int[] both =
        IntStream.range(0, past.users())
            .filter(user -> window.indexOf(past.userId(user)) >= 0)
            .toArray();
    int taken = Math.min(MOST_USERS, both.length);
    for (int each = 0; each < taken; each++) {
      int user = both[(int) ((long) each * both.length / taken)];
      OwnPurchases own = OwnPurchasesOf.user(past, user);
      start();
      int[] hits = window.itemIds(window.indexOf(past.userId(user)));
      reader.read(own, items.at());
      candidates.find(past.userId(user), own);
      for (int i = 0; i < candidates.size(); i++) {
        int item = candidates.item(i);
        reader.write(item, candidates.owned(i), candidates.als(i), candidates.mostAls(), row);
        boolean isHit = Arrays.binarySearch(hits, items.id(item)) >= 0;
        add(row, candidates.owned(i) != SignalReader.NOT_OWNED, isHit);
      }
    }
    added++;
  }

  private void start() {
    if (users == starts.length) {
      starts = Arrays.copyOf(starts, 2 * users);
      windows = Arrays.copyOf(windows, 2 * users);
    }
    windows[users] = added;
    starts[users++] = size;
  }

  private void add(double[] row, boolean isOwned, boolean isHit) {
    if (size == owned.length) {
      int capacity = Math.addExact(size, size >> 1);
      signals = Arrays.copyOf(signals, Math.multiplyExact(capacity, COUNT));
      owned = Arrays.copyOf(owned, capacity);
      bought = Arrays.copyOf(bought, capacity);
    }
    for (int i = 0; i < COUNT; i++) {
      signals[size * COUNT + i] = (float) row[i];
    }
    owned[size] = isOwned;
    bought[size++] = isHit;
  }

  public int size() {
    return size;
  }

  /** How many users' candidates there are; a user counts once for each window. */
  public int users() {
    return users;
  }

  /** How many windows were added before that of a user. */
  int window(int user) {
    return windows[user];
  }

  /** The examples of one user in one window that were owned, or those that were not. */
  int[] of(int user, boolean isOwned) {
    int end = user + 1 < users ? starts[user + 1] : size;
    return IntStream.range(starts[user], end).filter(i -> owned[i] == isOwned).toArray();
  }

  /** What weights of owned items, and of the others, make of each example. */
  double[] scores(Weights repeat, Weights explore) {
    double[] scores = new double[size];
    double[] ofOwned = repeat.toArray();
    double[] ofOthers = explore.toArray();
    for (int example = 0; example < size; example++) {
      double[] weights = owned[example] ? ofOwned : ofOthers;
      double score = (owned[example] ? repeat : explore).intercept();
      for (int i = 0; i < COUNT; i++) {
        score += weights[i] * signals[example * COUNT + i];
      }
      scores[example] = score;
    }
    return scores;
  }

  /** Whether the user of an example bought the item before. */
  public boolean isOwned(int example) {
    return owned[example];
  }

  /** Whether it was bought in the window. */
  public boolean isBought(int example) {
    return bought[example];
  }

  /**
   * Reads the first signals of an example.
   *
   * @param target gets so many of them, and keeps what it holds behind them
   */
  public void read(int example, int count, double[] target) {
    for (int i = 0; i < count; i++) {
      target[i] = signals[example * COUNT + i];
    }
  }

  /** One signal of an example. */
  float signal(int example, Signal signal) {
    return signals[example * COUNT + signal.ordinal()];
  }
}
