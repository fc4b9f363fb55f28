package io.sidecart.pipelines.train;

import io.sidecart.pipelines.publish.GateOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What train is told. */
public interface TrainOptions extends GateOptions {

  @Description("Folder of the purchases to learn from, as Parquet: what split wrote")
  @Default.String("sidecart-out/history")
  String getHistory();

  void setHistory(String value);

  @Description("Folder of the model store; what is published there is served")
  @Default.String("sidecart-out/models")
  String getModels();

  void setModels(String value);

  @Description("Length of the vectors, from 1 to 1024")
  @Default.Integer(64)
  int getRank();

  void setRank(int value);

  @Description("Iterations of the training")
  @Default.Integer(10)
  int getMaxIter();

  void setMaxIter(int value);

  @Description("Regularisation, which is scaled by how often each user and item is seen")
  @Default.Double(0.1)
  double getRegParam();

  void setRegParam(double value);

  @Description("Confidence that one more purchase of an item adds, where --implicit=true")
  @Default.Double(1)
  double getAlpha();

  void setAlpha(double value);

  @Description(
      "true: how often an item was bought tells how sure it is that the user wants it; false: the"
          + " quantity of a purchase is the user's grade of the item")
  @Default.Boolean(true)
  boolean isImplicit();

  void setImplicit(boolean value);

  @Description("Seed of the split into train and validation rows, and of the first vectors")
  @Default.Long(42)
  long getSeed();

  void setSeed(long value);

  @Description("Share of the rows to train on, above 0 up to 1; the others validate")
  @Default.Double(0.8)
  double getTrainFraction();

  void setTrainFraction(double value);

  @Description("How many recommended items the precision looks at")
  @Default.Integer(5)
  int getK();

  void setK(int value);

  // Beam's own options for Spark have this one too, and then both need the same default.
  @Description("Spark master to train on, such as local[4] or spark://host:port")
  @Default.String("local[4]")
  String getSparkMaster();

  void setSparkMaster(String value);

  @Description("File for the report as JSON")
  String getReport();

  void setReport(String value);
}
