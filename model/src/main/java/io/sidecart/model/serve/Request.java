package io.sidecart.model.serve;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.factors.FactorVector;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for items, and when.
 *
 * @param userId any user, known or not
 * @param cartItem what was just put in the cart, {@link #NO_ITEM} for nothing
 * @param category of that item, null where it is not known
 * @param own what the user bought
 * @param at in milliseconds since 1970
 * @param factors the user's, of the model that serves; null for those that the model itself holds
 */
public record Request(
    int userId,
    int cartItem,
    @Nullable String category,
    OwnPurchases own,
    long at,
    @Nullable FactorVector factors) {
  /** No item's id. */
  public static final int NO_ITEM = -1;

  public Request {
    requireNonNull(own, "own");
  }

  /** Of a user whose factors the model holds, if anybody does. */
  public Request(int userId, int cartItem, @Nullable String category, OwnPurchases own, long at) {
    this(userId, cartItem, category, own, at, null);
  }
}
