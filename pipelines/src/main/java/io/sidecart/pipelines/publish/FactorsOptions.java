package io.sidecart.pipelines.publish;

import io.sidecart.pipelines.options.CassandraOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Where the user factors of a model go before it is published. */
public interface FactorsOptions extends CassandraOptions {

  @Description(
      "Whether the model's user factors are put into Cassandra before it is published, for streams"
          + " with --userFactors=cassandra")
  @Default.Boolean(false)
  boolean getLoadUserFactors();

  void setLoadUserFactors(boolean value);
}
