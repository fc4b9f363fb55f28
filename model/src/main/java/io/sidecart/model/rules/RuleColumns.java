package io.sidecart.model.rules;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What rules say of the items of some table, by index, so that nothing is looked up while items are
 * ranked.
 *
 * @param shown whether an item may be shown to anybody; null where all may
 * @param categories the number of each item's category; null where no category is ever full
 * @param mostPerCategory at least 1
 */
public record RuleColumns(
    boolean @Nullable [] shown, int @Nullable [] categories, int mostPerCategory) {

  /**
   * @param size of the table
   * @param ids the id of the item at an index
   */
  public static RuleColumns of(Rules rules, Catalogue catalogue, int size, IntUnaryOperator ids) {
    boolean[] shown = rules.limitItems() ? new boolean[size] : null;
    int[] categories = rules.limitCategories() ? new int[size] : null;
    for (int i = 0; i < size; i++) {
      int id = ids.applyAsInt(i);
      if (shown != null) {
        shown[i] = rules.allows(id, catalogue.priceOf(id));
      }
      if (categories != null) {
        categories[i] = catalogue.categoryOf(id);
      }
    }
    return new RuleColumns(
        shown, categories, rules.limitCategories() ? rules.maxPerCategory() : Integer.MAX_VALUE);
  }

  /** Whether the item at an index may be shown to anybody. */
  public boolean isShown(int index) {
    return shown == null || shown[index];
  }
}
