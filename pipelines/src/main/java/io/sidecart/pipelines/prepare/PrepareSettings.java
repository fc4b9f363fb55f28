package io.sidecart.pipelines.prepare;

import io.sidecart.model.UsageException;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.rows.Column;
import io.sidecart.model.rows.ProductRows;
import io.sidecart.model.rows.PurchaseRows;
import io.sidecart.model.rows.TimeFormat;
import io.sidecart.pipelines.prepare.ColumnOptions.IdKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PreparePipeline} is to do.
 *
 * @param purchases paths or globs, separated by commas
 * @param products the same; the purchases where they tell of the products
 * @param usersAreText whether user ids are text
 * @param itemsAreText whether item ids are text
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
    boolean usersAreText,
    boolean itemsAreText,
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
    String purchases = required("purchases", options.getPurchases());
    @Nullable String products = options.getProducts();
    return new PrepareSettings(
        purchases,
        purchaseRows(options),
        products == null ? purchases : required("products", products),
        productRows(options, products != null),
        options.getUserIds() == IdKind.text,
        options.getItemIds() == IdKind.text,
        options.getTopItems(),
        options.getMinPrice(),
        options.getSeed(),
        options.getFiles());
  }

  /** Whether the purchases tell of the products. */
  boolean hasNoProducts() {
    return products.equals(purchases);
  }

  /** The same with these numbers for ids that are text. */
  PrepareSettings withTextIds(TextIds ids) {
    return new PrepareSettings(
        purchases,
        purchaseRows.withTextIds(ids),
        products,
        productRows.withItems(ids.items()),
        usersAreText,
        itemsAreText,
        topItems,
        minPrice,
        seed,
        files);
  }

  private static ProductRows productRows(ColumnOptions options, boolean isTable) {
    return new ProductRows(
        Column.required("itemColumn", options.getItemColumn()),
        column(
            "departmentColumn",
            options.getDepartmentColumn(),
            isTable ? "" : ColumnOptions.DEFAULT_DEPARTMENT),
        column(
            "categoryColumn",
            options.getCategoryColumn(),
            isTable ? "" : ColumnOptions.DEFAULT_CATEGORY));
  }

  private static PurchaseRows purchaseRows(PrepareOptions options) {
    int most = options.getMaxQuantity();
    check(most >= 0, "maxQuantity", "0 (any) or more", most);
    return new PurchaseRows(
            Column.required("userColumn", options.getUserColumn()),
            Column.required("itemColumn", options.getItemColumn()),
            Column.required("quantityColumn", options.getQuantityColumn()),
            column(
                "salesValueColumn",
                options.getSalesValueColumn(),
                ColumnOptions.DEFAULT_SALES_VALUE),
            column("basketColumn", options.getBasketColumn(), ColumnOptions.DEFAULT_BASKET),
            column("timeColumn", options.getTimeColumn(), ColumnOptions.DEFAULT_TIME),
            new TimeFormat(date(options.getDayZero()), options.getTimePattern()))
        .withUnitPrice(
            column(
                "unitPriceColumn", options.getUnitPriceColumn(), ColumnOptions.DEFAULT_UNIT_PRICE))
        .withMaxQuantity(most == 0 ? Integer.MAX_VALUE : most);
  }

  /** A column that may be absent under its default names. */
  private static Column column(String option, String names, String defaultNames) {
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
