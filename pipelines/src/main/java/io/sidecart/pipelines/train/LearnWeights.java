package io.sidecart.pipelines.train;

import io.sidecart.model.rank.Examples;
import io.sidecart.model.rank.Signal;
import io.sidecart.model.rank.Weights;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Fits the weights of signals by MLlib's logistic regression. */
final class LearnWeights {
  private static final String LABEL = "label";
  private static final String FEATURES = "features";
  private static final String COUNTS = "counts";
  private static final StructType SCHEMA =
      new StructType()
          .add(LABEL, DataTypes.DoubleType, false)
          .add(FEATURES, SQLDataTypes.VectorType(), false)
          .add(COUNTS, DataTypes.DoubleType, false);
  private static final int CHUNK = 16_384;
  private static final int ITERATIONS = 100;

  /** Signals say the same in part: a little of it keeps their weights from running away. */
  private static final double REGULARISATION = 1e-4;

  private LearnWeights() {}

  /**
   * Of the examples of items that were owned, or of those that were not.
   *
   * @param counts how much each example counts
   */
  static Weights of(SparkSession spark, Examples examples, boolean owned, double[] counts) {
    int[] chosen =
        IntStream.range(0, examples.size()).filter(i -> examples.isOwned(i) == owned).toArray();
    long hits = IntStream.of(chosen).filter(examples::isBought).count();
    if (hits == 0 || hits == chosen.length) {
      // Nothing to tell apart; the odds alone, which a regression would put at infinity.
      double odds = Math.log((hits + 0.5) / (chosen.length - hits + 0.5));
      return Weights.of(odds, new double[Signal.COUNT]);
    }
    LogisticRegressionModel model =
        new LogisticRegression()
            .setMaxIter(ITERATIONS)
            .setRegParam(REGULARISATION)
            .setWeightCol(COUNTS)
            .fit(
                rows(
                    spark,
                    examples,
                    chosen,
                    owned ? Signal.COUNT : Signal.COUNT_NOT_OWNED,
                    counts));
    return Weights.of(
        model.intercept(), Arrays.copyOf(model.coefficients().toArray(), Signal.COUNT));
  }

  private static Dataset<Row> rows(
      SparkSession spark, Examples examples, int[] chosen, int width, double[] counts) {
    List<Chunk> chunks = new ArrayList<>();
    for (int start = 0; start < chosen.length; start += CHUNK) {
      int end = Math.min(start + CHUNK, chosen.length);
      chunks.add(Chunk.of(examples, Arrays.copyOfRange(chosen, start, end), width, counts));
    }
    // One part: sums over several depend, in the last digits, on which of them ends first.
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(chunks, 1)
            .flatMap(Chunk::rows);
    // Cut off from the arrays, which would else travel with the task of each iteration.
    return spark.createDataFrame(rows, SCHEMA).localCheckpoint();
  }

  private static final class Chunk implements Serializable {
    private static final long serialVersionUID = 1L;

    /** One example's after the other's. */
    private final float[] signals;

    private final boolean[] labels;
    private final double[] counts;

    private Chunk(float[] signals, boolean[] labels, double[] counts) {
      this.signals = signals;
      this.labels = labels;
      this.counts = counts;
    }

    static Chunk of(Examples examples, int[] chosen, int width, double[] allCounts) {
      float[] signals = new float[chosen.length * width];
      Signal[] all = Signal.values();
      boolean[] labels = new boolean[chosen.length];
      for (int i = 0; i < chosen.length; i++) {
        for (int signal = 0; signal < width; signal++) {
          signals[i * width + signal] = examples.signal(chosen[i], all[signal]);
        }
        labels[i] = examples.isBought(chosen[i]);
      }
      double[] counts = IntStream.of(chosen).mapToDouble(i -> allCounts[i]).toArray();
      return new Chunk(signals, labels, counts);
    }

    Iterator<Row> rows() {
      return IntStream.range(0, labels.length).mapToObj(this::row).iterator();
    }

    private Row row(int index) {
      int width = signals.length / labels.length;
      double[] values = new double[width];
      for (int i = 0; i < width; i++) {
        values[i] = signals[index * width + i];
      }
      return RowFactory.create(labels[index] ? 1.0 : 0.0, Vectors.dense(values), counts[index]);
    }
  }
}
