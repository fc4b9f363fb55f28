package io.sidecart.model;

import java.util.Locale;

/** Which part of the chain chose the items of an answer. */
public enum Why {
  /** The user's ALS factors against the item factors. */
  ALS,
  /** The baseline items: there is no model yet, or it does not know the user. */
  BASELINE,
  /** The learned ranking of own purchases, popular items and those that ALS puts first. */
  RANKED,
  /**
   * The factors that the user's purchases on record and in the cart amount to: the model was
   * trained before the user came. Where there is a learned ranking, it ranks by them.
   */
  FOLD_IN,
  /** The best sellers of the category of the event's item. */
  POPULAR_IN_CATEGORY;

  /** The name in every output: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #label()}. */
  public static Why ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
