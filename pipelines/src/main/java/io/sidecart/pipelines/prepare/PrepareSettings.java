package io.sidecart.pipelines.prepare;

import io.sidecart.model.UsageException;
import io.sidecart.model.rows.Column;
import io.sidecart.model.rows.ProductRows;
import io.sidecart.model.rows.PurchaseRows;
import io.sidecart.model.rows.TimeFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PreparePipeline} is to do.
 *
 * @param purchases paths or globs, separated by commas
 * @param products the same
 * @param topItems how many items to keep the features of, at least 1
 * @param minPrice of one, at least 0
 * @param seed of the random baseline
 * @param files how many files of purchases, at least 1
 */
record PrepareSettings(
    String purchases,
    PurchaseRows purchaseRows,
    String products,
    ProductRows productRows,
    int topItems,
    double minPrice,
    long seed,
    int files) {

  PrepareSettings {
    check(topItems >= 1, "topItems", "at least 1", topItems);
    check(minPrice >= 0, "minPrice", "at least 0", minPrice);
    check(files >= 1 && files <= 1_000, "files", "1 to 1000", files);
  }

  static PrepareSettings of(PrepareOptions options) {
    return new PrepareSettings(
        required("purchases", options.getPurchases()),
        purchaseRows(options),
        required("products", options.getProducts()),
        new ProductRows(
            Column.required("itemColumn", options.getItemColumn()),
            Column.required("departmentColumn", options.getDepartmentColumn()),
            Column.required("categoryColumn", options.getCategoryColumn())),
        options.getTopItems(),
        options.getMinPrice(),
        options.getSeed(),
        options.getFiles());
  }

  private static PurchaseRows purchaseRows(ColumnOptions options) {
    return new PurchaseRows(
        Column.required("userColumn", options.getUserColumn()),
        Column.required("itemColumn", options.getItemColumn()),
        Column.required("quantityColumn", options.getQuantityColumn()),
        Column.required("salesValueColumn", options.getSalesValueColumn()),
        optional("basketColumn", options.getBasketColumn(), ColumnOptions.DEFAULT_BASKET),
        optional("timeColumn", options.getTimeColumn(), ColumnOptions.DEFAULT_TIME),
        new TimeFormat(date(options.getDayZero()), options.getTimePattern()));
  }

  private static Column optional(String option, String names, String defaultNames) {
    return names.equals(defaultNames)
        ? Column.optional(option, names)
        : Column.required(option, names);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new UsageException("--dayZero must be a date as yyyy-mm-dd, but was '" + text + "'");
    }
  }

  private static String required(String option, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new UsageException("--" + option + " is needed: CSV files, by path or glob");
    }
    return value;
  }

  private static void check(boolean holds, String option, String range, Object value) {
    if (!holds) {
      throw new UsageException("--%s must be %s, but was %s".formatted(option, range, value));
    }
  }
}
