package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One item of a baseline, the answer for a user whom no model knows.
 *
 * @param name which baseline: {@link #RANDOM_5} or {@link #TOP_5}
 * @param position the place in it, from 0
 * @param itemId the item
 */
public record BaselineItem(String name, int position, int itemId) implements Serializable {
  public static final String RANDOM_5 = "random_5";
  public static final String TOP_5 = "top_5";

  public BaselineItem {
    requireNonNull(name, "name");
  }
}
