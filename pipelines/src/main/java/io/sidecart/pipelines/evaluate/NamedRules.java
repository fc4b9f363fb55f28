package io.sidecart.pipelines.evaluate;

import io.sidecart.model.UsageException;
import io.sidecart.model.rules.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules as --rules names them: each one by itself, with the value that stream's option would have.
 *
 * @param name as it was given
 */
record NamedRules(String name, Rules rules) {
  private static final String ALL = "all";
  private static final String CHOICE =
      "distinctCategories,maxPerCategory=2,repeats=false,excludeBoughtDays=7,excludeBoughtDays=28,"
          + "minPrice=1,minPrice=2";

  /**
   * Reads them, after the one that asks for nothing.
   *
   * @param option null where nothing was said, which names none
   * @throws UsageException if one is not known or has no value that can be used
   */
  static List<NamedRules> parse(@Nullable String option) {
    List<NamedRules> rules = new ArrayList<>();
    if (option != null) {
      rules.add(new NamedRules("none", Rules.none()));
      String names = option.strip().equals(ALL) ? CHOICE : option;
      Arrays.stream(names.split(",")).map(String::strip).map(NamedRules::one).forEach(rules::add);
    }
    return rules;
  }

  private static NamedRules one(String name) {
    int equals = name.indexOf('=');
    String key = equals < 0 ? name : name.substring(0, equals);
    String value = equals < 0 ? "true" : name.substring(equals + 1);
    try {
      return new NamedRules(name, one(key, value));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          ("--rules=%s cannot be used; there are distinctCategories, maxPerCategory=n, repeats=false,"
                  + " excludeBoughtDays=n and minPrice=x, or all")
              .formatted(name));
    }
  }

  private static Rules one(String key, String value) {
    Rules none = Rules.none();
    return switch (key) {
      case "distinctCategories" -> none.withMaxPerCategory(flag(value) ? 1 : Rules.ANY);
      case "maxPerCategory" -> none.withMaxPerCategory(Integer.parseInt(value));
      case "repeats" -> none.withRepeats(flag(value));
      case "excludeBoughtDays" -> none.withExcludeBoughtDays(Integer.parseInt(value));
      case "minPrice" -> none.withMinPrice(Double.parseDouble(value));
      default -> throw new IllegalArgumentException(key);
    };
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }
}
