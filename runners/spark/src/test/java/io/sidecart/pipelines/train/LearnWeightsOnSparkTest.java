package io.sidecart.pipelines.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.rank.Attention;
import io.sidecart.model.rank.Examples;
import io.sidecart.model.rank.LearnWeights;
import io.sidecart.model.rank.RandomExamples;
import io.sidecart.model.rank.Signal;
import io.sidecart.model.rank.Weights;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class LearnWeightsOnSparkTest {

  @Test
  void theWeightsAreThoseOfMllib() {
    Examples examples = RandomExamples.make();
    double[] counts = Attention.toLatest(examples);
    try (SparkRun spark = SparkRun.start("local[2]")) {
      Weights weights = LearnWeights.of(examples, false, counts);

      LogisticRegressionModel model =
          new LogisticRegression()
              .setMaxIter(1_000)
              .setTol(1e-12)
              .setRegParam(LearnWeights.REGULARISATION)
              .setWeightCol("counts")
              .fit(rows(examples, counts, spark));
      assertThat(weights.intercept()).isCloseTo(model.intercept(), within(0.01));
      for (int i = 0; i < Signal.COUNT_NOT_OWNED; i++) {
        Signal signal = Signal.values()[i];
        assertThat(weights.weights().get(signal))
            .as(signal.label())
            .isCloseTo(model.coefficients().apply(i), within(0.01));
      }
    }
  }

  /** The examples of items that were not owned. */
  private static Dataset<Row> rows(Examples examples, double[] counts, SparkRun spark) {
    List<Row> rows = new ArrayList<>();
    for (int example = 0; example < examples.size(); example++) {
      if (!examples.isOwned(example)) {
        double[] signals = new double[Signal.COUNT_NOT_OWNED];
        examples.read(example, signals.length, signals);
        rows.add(
            RowFactory.create(
                examples.isBought(example) ? 1.0 : 0.0, Vectors.dense(signals), counts[example]));
      }
    }
    return spark
        .session()
        .createDataFrame(
            rows,
            new StructType()
                .add("label", DataTypes.DoubleType, false)
                .add("features", SQLDataTypes.VectorType(), false)
                .add("counts", DataTypes.DoubleType, false));
  }
}
