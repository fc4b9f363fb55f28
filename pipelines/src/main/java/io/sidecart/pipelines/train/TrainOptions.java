package io.sidecart.pipelines.train;

import io.sidecart.pipelines.options.FeaturesOptions;
import io.sidecart.pipelines.publish.FactorsOptions;
import io.sidecart.pipelines.publish.GateOptions;
import io.sidecart.pipelines.tune.TuneOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What train is told. */
public interface TrainOptions
    extends AlsOptions, TuneOptions, GateOptions, FactorsOptions, FeaturesOptions {

  @Description("Folder of the purchases to learn from, as Parquet: what split wrote")
  @Default.String("sidecart-out/history")
  String getHistory();

  void setHistory(String value);

  @Description("Folder of the model store; what is published there is served")
  @Default.String("sidecart-out/models")
  String getModels();

  void setModels(String value);

  @Description(
      "true: how often an item was bought tells how sure it is that the user wants it; false: the"
          + " quantity of a purchase is the user's grade of the item")
  @Default.Boolean(true)
  boolean isImplicit();

  void setImplicit(boolean value);

  @Description(
      "learned: weights on own purchases, popularity, price and ALS together, learned from the"
          + " history's last weeks, where it has times and --implicit=true; als: the factors alone")
  @Default.Enum("learned")
  Ranking getRanking();

  void setRanking(Ranking value);

  /** What orders the items. */
  enum Ranking {
    learned,
    als
  }

  @Description("Seed of the split into train and validation rows, and of the first vectors")
  @Default.Long(42)
  long getSeed();

  void setSeed(long value);

  @Description(
      "Share of the rows to train on where the factors rank alone, above 0 up to 1; the others"
          + " validate. A learned ranking always takes all rows")
  @Default.Double(0.8)
  double getTrainFraction();

  void setTrainFraction(double value);

  @Description("How many recommended items the precision looks at")
  @Default.Integer(5)
  int getK();

  void setK(int value);

  @Description("File for the report as JSON")
  String getReport();

  void setReport(String value);
}
