package io.sidecart.model.rank;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.AlsModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a ranker learns from: the candidates of users at a time, and whether they were bought in the
 * window that followed.
 */
public final class Examples {
  /** How many users of a window are taken at most: more teach little and cost memory. */
  static final int MOST_USERS = 5000;

  /** The same of their candidates, of which three windows take half a gigabyte then. */
  static final int MOST_CANDIDATES = 800_000;

  /** How many candidates a user has at most beside what was bought before. */
  private static final int NOT_OWNED = Candidates.BEST_OF_ALS + PopularItems.COUNT;

  private static final int COUNT = Signal.COUNT;

  /** So many examples are kept together, as a power of 2: what has grown large is never copied. */
  private static final int CHUNK_BITS = 12;

  private final List<float[]> signals = new ArrayList<>();
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
   * more than {@value #MOST_USERS} such users, of so many, evenly spread, and of fewer where these
   * have more than {@value #MOST_CANDIDATES} candidates. The latest window comes first.
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
    int taken = taken(past, both);
    for (int each = 0; each < taken; each++) {
      int user = spread(both, each, taken);
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

  /** How many of the users to take. */
  private static int taken(PurchaseLog past, int[] users) {
    int most = Math.min(MOST_USERS, users.length);
    long candidates = 0;
    for (int each = 0; each < most; each++) {
      candidates += OwnPurchasesOf.user(past, spread(users, each, most)).size() + NOT_OWNED;
    }
    return candidates <= MOST_CANDIDATES
        ? most
        : (int) (most * (long) MOST_CANDIDATES / candidates);
  }

  /** One of so many that are evenly spread. */
  private static int spread(int[] users, int each, int taken) {
    return users[(int) ((long) each * users.length / taken)];
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
      owned = Arrays.copyOf(owned, capacity);
      bought = Arrays.copyOf(bought, capacity);
    }
    if (size >> CHUNK_BITS == signals.size()) {
      signals.add(new float[COUNT << CHUNK_BITS]);
    }
    float[] chunk = chunk(size);
    for (int i = 0; i < COUNT; i++) {
      chunk[place(size) + i] = (float) row[i];
    }
    owned[size] = isOwned;
    bought[size++] = isHit;
  }

  private float[] chunk(int example) {
    return signals.get(example >> CHUNK_BITS);
  }

  /** Where an example begins in its chunk. */
  private static int place(int example) {
    return (example & ((1 << CHUNK_BITS) - 1)) * COUNT;
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
      float[] chunk = chunk(example);
      for (int i = 0; i < COUNT; i++) {
        score += weights[i] * chunk[place(example) + i];
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
    float[] chunk = chunk(example);
    for (int i = 0; i < count; i++) {
      target[i] = chunk[place(example) + i];
    }
  }

  /** One signal of an example. */
  float signal(int example, Signal signal) {
    return chunk(example)[place(example) + signal.ordinal()];
  }
}
