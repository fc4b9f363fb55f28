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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LearnWeightsOnSparkTest {

  @Test
  void theWeightsOfOtherItemsAreThoseOfMllib() {
    assertThatTheWeightsAreThoseOfMllib(false);
  }

  /** There are so many alike that MLlib takes hundreds of steps. */
  @Test
  @Tag("long")
  void theWeightsOfOwnItemsAreThoseOfMllib() {
    assertThatTheWeightsAreThoseOfMllib(true);
  }

  private static void assertThatTheWeightsAreThoseOfMllib(boolean owned) {
    Examples examples = RandomExamples.make();
    double[] counts = Attention.toLatest(examples);
    try (SparkRun spark = SparkRun.start("local[2]")) {
      Weights weights = LearnWeights.of(examples, owned, counts);

      LogisticRegressionModel model =
          new LogisticRegression()
              .setMaxIter(1_000)
              .setTol(1e-12)
              .setRegParam(LearnWeights.REGULARISATION)
              .setWeightCol("counts")
              .fit(rows(examples, owned, counts, spark));
      assertThat(weights.intercept()).isCloseTo(model.intercept(), within(0.01));
      for (int i = 0; i < count(owned); i++) {
        Signal signal = Signal.values()[i];
        assertThat(weights.weights().get(signal))
            .as(signal.label())
            .isCloseTo(model.coefficients().apply(i), within(0.01));
      }
    }
  }

  private static int count(boolean owned) {
    return owned ? Signal.COUNT : Signal.COUNT_NOT_OWNED;
  }

  private static Dataset<Row> rows(
      Examples examples, boolean owned, double[] counts, SparkRun spark) {
    List<Row> rows = new ArrayList<>();
    for (int example = 0; example < examples.size(); example++) {
      if (examples.isOwned(example) == owned) {
        double[] signals = new double[count(owned)];
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
