package io.sidecart.pipelines.prepare;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What the columns of the CSV files are called; the first name that a header has is taken. */
public interface ColumnOptions extends PipelineOptions {
  /** What ids are. */
  enum IdKind {
    number,
    text
  }

  @Description("Column of user ids: accepted names, in any case; rows without one are dropped")
  @Default.String("user_id,household_key,customerid")
  String getUserColumn();

  void setUserColumn(String value);

  @Description("Column of item ids, of purchases and of products: accepted names")
  @Default.String("item_id,product_id,stockcode")
  String getItemColumn();

  void setItemColumn(String value);

  @Description(
      "Kind of the user ids: number (whole numbers), or text, which get numbers by a dictionary that"
          + " is kept in the output; a number that was given once stays")
  @Default.Enum("number")
  IdKind getUserIds();

  void setUserIds(IdKind value);

  @Description("Kind of the item ids: number or text, likewise")
  @Default.Enum("number")
  IdKind getItemIds();

  void setItemIds(IdKind value);

  @Description("Column of quantities, whole numbers: accepted names")
  @Default.String("quantity")
  String getQuantityColumn();

  void setQuantityColumn(String value);

  @Description("Column of the price paid for the whole quantity: accepted names")
  @Default.String(DEFAULT_SALES_VALUE)
  String getSalesValueColumn();

  void setSalesValueColumn(String value);

  @Description(
      "Column of the price of one, for tables that have no price of the whole quantity: accepted"
          + " names")
  @Default.String(DEFAULT_UNIT_PRICE)
  String getUnitPriceColumn();

  void setUnitPriceColumn(String value);

  @Description("Column of baskets, any text; may be absent: accepted names")
  @Default.String(DEFAULT_BASKET)
  String getBasketColumn();

  void setBasketColumn(String value);

  @Description("Column of times, day numbers or ISO 8601; may be absent: accepted names")
  @Default.String(DEFAULT_TIME)
  String getTimeColumn();

  void setTimeColumn(String value);

  @Description("Date of day 0, for times that are day numbers, as yyyy-mm-dd")
  @Default.String("2000-01-01")
  String getDayZero();

  void setDayZero(String value);

  @Description(
      "Pattern of times that are neither day numbers nor ISO 8601, as of Java's DateTimeFormatter;"
          + " UTC where it has no offset")
  @Nullable String getTimePattern();

  void setTimePattern(@Nullable String value);

  @Description("Column of departments, the coarse groups of products: accepted names")
  @Default.String(DEFAULT_DEPARTMENT)
  String getDepartmentColumn();

  void setDepartmentColumn(String value);

  @Description("Column of categories, the fine groups of products: accepted names")
  @Default.String(DEFAULT_CATEGORY)
  String getCategoryColumn();

  void setCategoryColumn(String value);

  /** May be absent where there is a price of one; another name has to be there. */
  String DEFAULT_SALES_VALUE = "sales_value";

  /** May be absent where there is a sales value; another name has to be there. */
  String DEFAULT_UNIT_PRICE = "unit_price,unitprice";

  /** May be absent where the purchases tell of the products; another name has to be there. */
  String DEFAULT_DEPARTMENT = "department";

  /** May be absent where the purchases tell of the products; another name has to be there. */
  String DEFAULT_CATEGORY = "category,commodity_desc";

  /** May be absent; another name than these, given by the user, has to be there. */
  String DEFAULT_BASKET = "basket_id,invoiceno";

  /** May be absent; another name than these, given by the user, has to be there. */
  String DEFAULT_TIME = "day,bought_at,event_time,invoicedate";
}
