package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One item worth showing.
 *
 * @param itemId the item
 * @param score how strongly the model speaks for it; only the order within one answer has a meaning
 * @param reason why it is shown
 */
public record Recommendation(int itemId, float score, Reason reason) implements Serializable {
  public Recommendation {
    requireNonNull(reason, "reason");
  }

  /** One for which the model speaks. */
  public Recommendation(int itemId, float score) {
    this(itemId, score, Reason.FOR_YOU);
  }

  /** The same for this reason. */
  public Recommendation because(Reason reason) {
    return reason.equals(this.reason) ? this : new Recommendation(itemId, score, reason);
  }
}
