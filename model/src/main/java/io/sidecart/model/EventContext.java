package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An event with what the look-ups found for it.
 *
 * @param event the event
 * @param features the item's features, null where the item is not among the known items
 * @param ownPurchases what the user bought, empty where nothing is on record
 */
public record EventContext(
    CartEvent event, @Nullable ItemFeatures features, OwnPurchases ownPurchases)
    implements Serializable {
  public EventContext {
    requireNonNull(event, "event");
    requireNonNull(ownPurchases, "ownPurchases");
  }
}
