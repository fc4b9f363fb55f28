package io.sidecart.pipelines.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What a shop asks of the items that are shown. */
public interface RuleOptions extends PipelineOptions {

  @Description(
      "Whether the items shown are all of different categories, as --maxPerCategory=1; where the"
          + " user's own run out, best sellers of other categories follow")
  @Default.Boolean(false)
  boolean getDistinctCategories();

  void setDistinctCategories(boolean value);

  @Description("Most items of one category that are shown; 0 for any number")
  @Default.Integer(0)
  int getMaxPerCategory();

  void setMaxPerCategory(int value);

  @Description("Whether the item that was just put in the cart is left out")
  @Default.Boolean(true)
  boolean getExcludeCart();

  void setExcludeCart(boolean value);

  @Description(
      "Leaves out what the user bought on so many days up to the event's (UTC); 0 leaves nothing"
          + " out")
  @Default.Integer(0)
  int getExcludeBoughtDays();

  void setExcludeBoughtDays(int value);

  @Description("Whether what the user ever bought may be shown")
  @Default.Boolean(true)
  boolean getRepeats();

  void setRepeats(boolean value);

  @Description(
      "Least mean unit price of an item that is shown, in the shop's currency, as the model's"
          + " purchases tell it; items whose price is not known are left out. 0 for all")
  @Default.Double(0)
  double getMinPrice();

  void setMinPrice(double value);

  @Description("File of the only items that are shown, one id a line: local or on HDFS")
  @Nullable String getAllowItems();

  void setAllowItems(@Nullable String value);

  @Description("File of items that are never shown, one id a line: local or on HDFS")
  @Nullable String getDenyItems();

  void setDenyItems(@Nullable String value);
}
