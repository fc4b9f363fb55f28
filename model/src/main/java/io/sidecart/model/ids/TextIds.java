package io.sidecart.model.ids;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which ids are text, and where their numbers stand.
 *
 * @param users of users, null where their ids are whole numbers
 * @param items of items, null where their ids are whole numbers
 */
public record TextIds(@Nullable IdSource users, @Nullable IdSource items) implements Serializable {
  private static final TextIds NONE = new TextIds(null, null);

  /** All ids are whole numbers. */
  public static TextIds none() {
    return NONE;
  }

  public boolean isEmpty() {
    return users == null && items == null;
  }
}
