package io.sidecart.pipelines.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.ids.IdSource;
import io.sidecart.model.rules.ItemList;
import io.sidecart.model.rules.ItemSet;
import io.sidecart.model.rules.Rules;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the rules that options give. */
public final class RulesOf {
  private RulesOf() {}

  /**
   * The rules, with the files that they name.
   *
   * @param items the numbers of items whose ids are text; null where ids are whole numbers
   * @throws UsageException if a value cannot be used
   * @throws SidecartException if a file cannot be read, or a line of it is no item's id
   */
  public static Rules options(RuleOptions options, @Nullable IdSource items) {
    check(options);
    return Rules.none()
        .withMaxPerCategory(options.getDistinctCategories() ? 1 : options.getMaxPerCategory())
        .withExcludeCart(options.getExcludeCart())
        .withExcludeBoughtDays(options.getExcludeBoughtDays())
        .withRepeats(options.getRepeats())
        .withMinPrice(options.getMinPrice())
        .withAllow(list("allowItems", options.getAllowItems(), items))
        .withDeny(list("denyItems", options.getDenyItems(), items));
  }

  /**
   * Refuses values that cannot be used.
   *
   * @throws UsageException if there is one
   */
  private static void check(RuleOptions options) {
    if (options.getMaxPerCategory() < 0) {
      throw new UsageException(
          "--maxPerCategory="
              + options.getMaxPerCategory()
              + " cannot be used: give 1 or more, or 0 for any number");
    }
    if (options.getDistinctCategories() && options.getMaxPerCategory() > 1) {
      throw new UsageException(
          "--distinctCategories shows one item of a category, --maxPerCategory="
              + options.getMaxPerCategory()
              + " more: give one of the two");
    }
    if (options.getExcludeBoughtDays() < 0) {
      throw new UsageException(
          "--excludeBoughtDays="
              + options.getExcludeBoughtDays()
              + " cannot be used: give 0 or more");
    }
    if (!(options.getMinPrice() >= 0 && Double.isFinite(options.getMinPrice()))) {
      throw new UsageException(
          "--minPrice=" + options.getMinPrice() + " cannot be used: give 0 or more");
    }
  }

  private static @Nullable ItemSet list(
      String option, @Nullable String file, @Nullable IdSource items) {
    if (file == null) {
      return null;
    }
    String content = content(option, file);
    if (items == null) {
      return ItemList.parse(file, content, null);
    }
    try (IdSource.Opened opened = items.open()) {
      return ItemList.parse(file, content, opened.dictionary());
    }
  }

  private static String content(String option, String file) {
    String path = Storages.absolute(file);
    try {
      return new String(Storages.read(Storages.of(path), path), UTF_8);
    } catch (IOException e) {
      throw new SidecartException(
          "--%s=%s cannot be read: %s".formatted(option, file, e.getMessage()), e);
    }
  }
}
