package io.sidecart.pipelines.evaluate;

import io.sidecart.pipelines.options.FeaturesOptions;
import io.sidecart.pipelines.train.AlsOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** Options of {@link EvaluateJob}. */
public interface EvaluateOptions extends AlsOptions, FeaturesOptions {

  @Description("Folder of purchases, as Parquet: the clean ones of prepare, or a history")
  @Default.String("sidecart-out/history")
  String getHistory();

  void setHistory(String value);

  @Description(
      "How to cut the purchases, some of time, next-basket and original, separated by commas."
          + " time: known is what was bought before --at; next-basket: each user's last basket is to"
          + " be found; original: a random half is known, and leaky: any own purchase is a hit")
  @Default.String("time")
  String getProtocol();

  void setProtocol(String value);

  @Description(
      "Where the known purchases of the protocol time end: a date, a time in ISO 8601, or the number"
          + " of a day; where nothing is said, --testDays before the last purchase")
  @Nullable String getAt();

  void setAt(@Nullable String value);

  @Description("Where the purchases to be found end, as --at; the last one where nothing is said")
  @Nullable String getUntil();

  void setUntil(@Nullable String value);

  @Description("Date of day 0, for times that are day numbers, as yyyy-mm-dd")
  @Default.String("2000-01-01")
  String getDayZero();

  void setDayZero(String value);

  @Description("Days at the end of the purchases to be found, where --at is not given")
  @Default.Integer(28)
  int getTestDays();

  void setTestDays(int value);

  @Description("Which methods to compare, separated by commas")
  @Default.String(Methods.ALL)
  String getMethods();

  void setMethods(String value);

  @Description(
      "How many items are shown: those of precision, hit rate and coverage; at most 64 with the"
          + " method sidecart")
  @Default.Integer(5)
  int getK();

  void setK(int value);

  @Description(
      "How many ranked items recall, nDCG and MAP look at; at most 64 with the method sidecart, which"
          + " ranks no more of those that a user never bought")
  @Default.Integer(10)
  int getDepth();

  void setDepth(int value);

  @Description("Days that recent popularity looks back")
  @Default.Integer(28)
  int getRecentDays();

  void setRecentDays(int value);

  @Description("Days after which an own purchase counts half, for own-recency")
  @Default.Integer(90)
  int getHalfLife();

  void setHalfLife(int value);

  @Description("Samples of users that the 95 % intervals are taken from")
  @Default.Integer(1000)
  int getBootstrap();

  void setBootstrap(int value);

  @Description("Share of known purchases in the protocol original, above 0 and below 1")
  @Default.Double(0.5)
  double getFraction();

  void setFraction(double value);

  @Description("Seed of the samples, of the original protocol's cut and of ALS")
  @Default.Long(42)
  long getSeed();

  void setSeed(long value);

  @Description(
      "Rules of stream whose cost in precision to measure on Sidecart's ranking, by the protocol time,"
          + " separated by commas, such as distinctCategories,minPrice=2; all stands for a choice of"
          + " them")
  @Nullable String getRules();

  void setRules(@Nullable String value);

  @Description(
      "File for the report as JSON; beside it come the same as Markdown (.md) and a chart of each"
          + " protocol (.png)")
  @Nullable String getReport();

  void setReport(@Nullable String value);
}
