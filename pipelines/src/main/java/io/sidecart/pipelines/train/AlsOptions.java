package io.sidecart.pipelines.train;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What ALS is told. */
public interface AlsOptions extends PipelineOptions {

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

  @Description("Confidence that one more purchase of an item adds, in implicit training")
  @Default.Double(1)
  double getAlpha();

  void setAlpha(double value);

  // Beam's own options for Spark have this one too, and then both need the same default.
  @Description("Spark master to train on, such as local[4] or spark://host:port")
  @Default.String("local[4]")
  String getSparkMaster();

  void setSparkMaster(String value);
}
