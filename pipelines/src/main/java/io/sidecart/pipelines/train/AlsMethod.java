package io.sidecart.pipelines.train;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.Recommendation;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.Ranker;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.factors.TopK;
import io.sidecart.model.manifest.Manifest;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Ranks by the factors that MLlib's ALS learns; a user that it does not know gets nothing. */
public final class AlsMethod implements RankingMethod {
  private final String name;
  private final Manifest.Parameters parameters;
  private final SparkRun spark;

  private AlsMethod(String name, Manifest.Parameters parameters, SparkRun spark) {
    this.name = requireNonNull(name, "name");
    this.parameters = requireNonNull(parameters, "parameters");
    this.spark = requireNonNull(spark, "spark");
  }

  /**
   * With any parameters. Of the rows those are trained on that {@link Training} would take: the
   * share that trainFraction says, so that what is measured is a model of the same kind.
   */
  public static AlsMethod of(String name, Manifest.Parameters parameters, SparkRun spark) {
    return new AlsMethod(name, parameters, spark);
  }

  /** As the original system trained: the quantity of a purchase is a grade. */
  public static AlsMethod ofOriginal(long seed, SparkRun spark) {
    return of("als-explicit", new Manifest.Parameters(10, 10, 0.1, 1, false, seed, 1), spark);
  }

  @Override
  public String name() {
    return name;
  }

  Manifest.Parameters parameters() {
    return parameters;
  }

  SparkRun spark() {
    return spark;
  }

  /**
   * @throws io.sidecart.model.SidecartException if Spark fails
   */
  @Override
  public Fitted fit(PurchaseLog purchases, long at) {
    AlsModel model = SparkFailures.explained("train " + name, () -> train(purchases));
    return () -> new OneThread(model);
  }

  /** The factors, in memory. */
  AlsModel train(PurchaseLog purchases) {
    Dataset<Row> rows = LogRows.of(spark.session(), purchases);
    long size = purchases.size();
    if (parameters.trainFraction() < 1) {
      rows = rows.where(History.isTrain(parameters.trainFraction(), parameters.seed()));
      size = rows.count();
    }
    if (size == 0) {
      Factors none = Factors.builder(parameters.rank()).build();
      return new AlsModel(name, none, ItemFactors.of(none));
    }
    ALSModel trained = Als.fit(Als.ratings(rows, parameters.implicit()), size, parameters);
    return new AlsModel(
        name, collect(trained.userFactors()), ItemFactors.of(collect(trained.itemFactors())));
  }

  private Factors collect(Dataset<Row> factors) {
    Factors.Builder builder = Factors.builder(parameters.rank());
    float[] vector = new float[parameters.rank()];
    for (Iterator<Row> rows = factors.toLocalIterator(); rows.hasNext(); ) {
      Row row = rows.next();
      List<Float> values = row.getList(1);
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }
      builder.add(row.getInt(0), vector);
    }
    return builder.build();
  }

  /** Keeps the scratch of the last search. */
  private static final class OneThread implements Ranker {
    private final AlsModel model;
    private final float[] vector;
    private TopK topK = new TopK(1);
    private int size = 1;

    OneThread(AlsModel model) {
      this.model = model;
      this.vector = new float[model.rank()];
    }

    @Override
    public int[] best(int userId, long at, int n, IntPredicate allowed) {
      int user = model.users().indexOf(userId);
      if (user < 0) {
        return new int[0];
      }
      if (n != size) {
        topK = new TopK(n);
        size = n;
      }
      model.users().copyVector(user, vector);
      return topK.of(vector, model.items(), allowed).stream()
          .mapToInt(Recommendation::itemId)
          .toArray();
    }
  }
}
