package io.sidecart.model.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The items of a shop as a model's training found them: category, price and popularity. Immutable;
 * packed in arrays by the item's index, which ascends with its id.
 */
public final class Catalogue {
  /** Stands for a category that is not known. */
  public static final int UNKNOWN = -1;

  private static final Catalogue EMPTY =
      new Catalogue(List.of(), new int[0], new int[0], new float[0], new float[0]);

  private final List<String> names;
  private final int[] ids;
  private final int[] categories;
  private final float[] prices;
  private final float[] popularity;
  private final int[] popular;
  private final int[][] popularIn;

  /**
   * Takes the arrays over.
   *
   * @param names of the categories, ascending
   * @param ids ascending
   * @param categories of each item the index of its category, or {@link #UNKNOWN}
   * @param prices of a unit, above 0, or NaN
   * @param popularity at least 0
   * @throws IllegalArgumentException if the arrays do not fit or a value is none of these
   */
  Catalogue(List<String> names, int[] ids, int[] categories, float[] prices, float[] popularity) {
    int size = ids.length;
    if (categories.length != size || prices.length != size || popularity.length != size) {
      throw new IllegalArgumentException("the columns do not have " + size + " items");
    }
    for (int i = 0; i < size; i++) {
      if (i > 0 && ids[i - 1] >= ids[i]) {
        throw new IllegalArgumentException("item " + ids[i - 1] + " before item " + ids[i]);
      }
      if (categories[i] < UNKNOWN || categories[i] >= names.size()) {
        throw new IllegalArgumentException("item " + ids[i] + " is of category " + categories[i]);
      }
      if (prices[i] < 0 || !(popularity[i] >= 0)) {
        throw new IllegalArgumentException(
            "item %d costs %s and is bought %s times".formatted(ids[i], prices[i], popularity[i]));
      }
    }
    this.names = List.copyOf(names);
    this.ids = ids;
    this.categories = categories;
    this.prices = prices;
    this.popularity = popularity;
    this.popular =
        IntStream.range(0, size)
            .filter(item -> popularity[item] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(item -> -popularity[item])
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.popularIn = byCategory();
  }

  private int[][] byCategory() {
    int[] sizes = new int[names.size()];
    for (int item : popular) {
      if (categories[item] != UNKNOWN) {
        sizes[categories[item]]++;
      }
    }
    int[][] lists = new int[names.size()][];
    Arrays.setAll(lists, category -> new int[sizes[category]]);
    int[] filled = new int[names.size()];
    for (int item : popular) {
      int category = categories[item];
      if (category != UNKNOWN) {
        lists[category][filled[category]++] = item;
      }
    }
    return lists;
  }

  /** Of a model that knows nothing of its items. */
  public static Catalogue empty() {
    return EMPTY;
  }

  public int size() {
    return ids.length;
  }

  /** The id of the item at this index. */
  public int id(int index) {
    return ids[index];
  }

  /** The index of an item, negative where it is not known. */
  public int indexOf(int itemId) {
    return Arrays.binarySearch(ids, itemId);
  }

  /** The names of the categories, ascending. */
  public List<String> categories() {
    return names;
  }

  /** The number of a category, {@link #UNKNOWN} where there is none of this name. */
  public int categoryOf(@Nullable String name) {
    return name == null ? UNKNOWN : Math.max(UNKNOWN, Arrays.binarySearch(names.toArray(), name));
  }

  /** The number of the category of the item at this index, or {@link #UNKNOWN}. */
  public int category(int index) {
    return categories[index];
  }

  /** The number of the category of an item, {@link #UNKNOWN} also where the item is not known. */
  public int categoryOf(int itemId) {
    int index = indexOf(itemId);
    return index < 0 ? UNKNOWN : categories[index];
  }

  /** The mean price of a unit of the item at this index, NaN where it was never bought. */
  public float price(int index) {
    return prices[index];
  }

  /** The mean price of a unit of an item, NaN where the item is not known. */
  public float priceOf(int itemId) {
    int index = indexOf(itemId);
    return index < 0 ? Float.NaN : prices[index];
  }

  /** How well the item at this index sells of late. */
  public float popularity(int index) {
    return popularity[index];
  }

  /** How many items were bought. */
  public int popularSize() {
    return popular.length;
  }

  /** The index of the item at a place among all that were bought, the best seller at 0. */
  public int popular(int place) {
    return popular[place];
  }

  /** How many items of a category were bought. */
  public int popularSize(int category) {
    return popularIn[category].length;
  }

  /** The index of the item at a place among those of a category, its best seller at 0. */
  public int popular(int category, int place) {
    return popularIn[category][place];
  }
}
