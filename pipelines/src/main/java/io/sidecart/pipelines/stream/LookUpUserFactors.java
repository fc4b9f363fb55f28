package io.sidecart.pipelines.stream;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.factors.LoadedUserFactors;
import io.sidecart.cql.lookup.UserFactorsSource;
import io.sidecart.pipelines.stream.StreamOptions.UserFactors;
import io.sidecart.transforms.coders.FactorVectorCoder;
import io.sidecart.transforms.recommend.EventOfModel;
import io.sidecart.transforms.recommend.Recommend;
import java.time.Duration;

/** Says where the users' factors come from. */
final class LookUpUserFactors {
  /** Names the look-up's metrics. */
  static final String NAME = "user_factors";

  private LookUpUserFactors() {}

  /** The same recommendations, with the factors from where the options say that they are. */
  static Recommend from(StreamOptions options, CassandraSettings cassandra, Recommend recommend) {
    if (options.getUserFactors() == UserFactors.memory) {
      return recommend;
    }
    return recommend.withUserFactors(
        LookUpContext.lookUp(
            NAME,
            EventOfModel::user,
            new UserFactorsSource(cassandra),
            FactorVectorCoder.of(),
            options),
        LoadedUserFactors.in(cassandra).withPatience(Duration.ofSeconds(options.getPatience())));
  }
}
