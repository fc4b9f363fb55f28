package io.sidecart.model.rows;

import io.sidecart.model.UsageException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A column under any of the names that tables give it.
 *
 * @param option the command-line option that sets the names
 * @param names the accepted names, the one to prefer first; case does not matter
 * @param isRequired whether a table without it is refused
 */
public record Column(String option, List<String> names, boolean isRequired)
    implements Serializable {

  public Column {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new UsageException("--" + option + " needs the name of a column");
    }
  }

  /**
   * @param names separated by commas
   */
  public static Column required(String option, String names) {
    return new Column(option, split(names), true);
  }

  /**
   * @param names separated by commas
   */
  public static Column optional(String option, String names) {
    return new Column(option, split(names), false);
  }

  /** The same, where a table must have it. */
  Column asRequired() {
    return new Column(option, names, true);
  }

  private static List<String> split(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }
}
