package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What is known of an item beyond its id.
 *
 * @param itemId the item
 * @param department the coarse group, such as GROCERY
 * @param category the fine group, such as SOFT DRINKS
 */
public record ItemFeatures(int itemId, String department, String category) implements Serializable {
  /** The department or category of an item of which it is not known. */
  public static final String UNKNOWN = "UNKNOWN";

  public ItemFeatures {
    requireNonNull(department, "department");
    requireNonNull(category, "category");
  }
}
