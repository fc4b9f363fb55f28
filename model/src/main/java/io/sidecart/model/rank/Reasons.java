package io.sidecart.model.rank;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.rules.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds why items are shown to a user, the first of these that holds: the user bought it before;
 * its buyers buy an item that the user bought or has in the cart; it is among the best sellers of
 * all; the model speaks for it. Immutable.
 */
public final class Reasons {
  private final @Nullable ItemTable items;
  private final Catalogue catalogue;

  /**
   * @param items knows which items are bought together and which sell best; null where that is not
   *     known
   */
  public Reasons(@Nullable ItemTable items, Catalogue catalogue) {
    this.items = items;
    this.catalogue = catalogue;
  }

  /** The items with the reasons that the user's purchases give. */
  public List<Recommendation> of(List<Recommendation> shown, OwnPurchases own) {
    List<Recommendation> explained = new ArrayList<>(shown.size());
    for (Recommendation each : shown) {
      explained.add(each.because(reason(each.itemId(), own)));
    }
    return explained;
  }

  private Reason reason(int itemId, OwnPurchases own) {
    int place = own.indexOf(itemId);
    if (place >= 0) {
      return Reason.boughtBefore(own.timesBought(place));
    }
    int item = items == null ? -1 : items.indexOf(itemId);
    if (items == null || item < 0) {
      return Reason.FOR_YOU;
    }
    Neighbours neighbours = items.neighbours();
    for (int i = neighbours.start(item); i < neighbours.end(item); i++) {
      int neighbour = items.id(neighbours.item(i));
      if (own.indexOf(neighbour) >= 0) {
        return Reason.boughtWith(neighbour);
      }
    }
    return Arrays.binarySearch(items.popular(), item) >= 0 ? popular(itemId) : Reason.FOR_YOU;
  }

  /** That of an item that is shown because it sells well, to a user who bought it even so. */
  public Reason popular(int itemId, OwnPurchases own) {
    int place = own.indexOf(itemId);
    return place >= 0 ? Reason.boughtBefore(own.timesBought(place)) : popular(itemId);
  }

  private Reason popular(int itemId) {
    int category = catalogue.categoryOf(itemId);
    return category == Catalogue.UNKNOWN
        ? Reason.POPULAR
        : Reason.popularIn(catalogue.categories().get(category));
  }

  /**
   * The same with the cart's item as reason where it is closer than the one that is given. A
   * neighbour that stands earlier in an item's list is the closer one.
   */
  public List<Recommendation> withCart(List<Recommendation> shown, int cartItem) {
    int cart = items == null ? -1 : items.indexOf(cartItem);
    if (items == null || cart < 0) {
      return shown;
    }
    List<Recommendation> changed = shown;
    for (int i = 0; i < shown.size(); i++) {
      Recommendation each = shown.get(i);
      if (each.reason().kind() != Reason.Kind.BOUGHT_BEFORE && isCloser(items, each, cart)) {
        changed = changed == shown ? new ArrayList<>(shown) : changed;
        changed.set(i, each.because(Reason.boughtWith(cartItem)));
      }
    }
    return changed;
  }

  private static boolean isCloser(ItemTable items, Recommendation shown, int cart) {
    int item = items.indexOf(shown.itemId());
    if (item < 0) {
      return false;
    }
    Reason reason = shown.reason();
    int given = reason.kind() == Reason.Kind.BOUGHT_WITH ? items.indexOf(reason.argument()) : -1;
    Neighbours neighbours = items.neighbours();
    for (int i = neighbours.start(item); i < neighbours.end(item); i++) {
      if (neighbours.item(i) == cart) {
        return true;
      }
      if (neighbours.item(i) == given) {
        return false;
      }
    }
    return false;
  }
}
