package io.sidecart.pipelines.prepare;

import io.sidecart.pipelines.options.CassandraOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** Options of {@link PrepareJob}. */
public interface PrepareOptions extends CassandraOptions, ColumnOptions {

  @Description("CSV files of purchases, plain or gzip: paths or globs, separated by commas")
  @Nullable String getPurchases();

  void setPurchases(@Nullable String value);

  @Description(
      "CSV files of products, likewise; where not given, the purchases tell department and category,"
          + " if they have such columns")
  @Nullable String getProducts();

  void setProducts(@Nullable String value);

  @Description(
      "Largest quantity of a row that is kept: larger ones, such as fuel by the millilitre, are"
          + " dropped and counted; 0 keeps any")
  @Default.Integer(0)
  int getMaxQuantity();

  void setMaxQuantity(int value);

  @Description("Folder of the clean tables; replaced as a whole when all went well")
  @Default.String("sidecart-out/prepared")
  String getOutput();

  void setOutput(String value);

  @Description("How many items to keep the features of: those bought in the largest quantity")
  @Default.Integer(5_000)
  int getTopItems();

  void setTopItems(int value);

  @Description(
      "Price of one, in the data's currency, from which a purchase counts for the order of items; one"
          + " that was never bought for as much has no features")
  @Default.Double(1)
  double getMinPrice();

  void setMinPrice(double value);

  @Description("Seed of the random baseline")
  @Default.Long(42)
  long getSeed();

  void setSeed(long value);

  @Description("Whether to load item features, own purchases and baselines into Cassandra")
  @Default.Boolean(true)
  boolean getLoad();

  void setLoad(boolean value);

  @Description("Copies of a new keyspace: one-node, or datacenter:copies[,datacenter:copies]")
  @Default.String("one-node")
  String getReplication();

  void setReplication(String value);

  @Description("How many Parquet files the purchases are written to")
  @Default.Integer(2)
  int getFiles();

  void setFiles(int value);

  @Description("File for the report as JSON, beside prepare.json in the output")
  @Nullable String getReport();

  void setReport(@Nullable String value);
}
