package io.sidecart.transforms.recommend;

import io.sidecart.transforms.models.ModelReference;
import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and tells of models that cannot be served, and of stores that cannot be asked. */
final class Refusals implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Counter refused = Metrics.counter(Recommend.class, "models.refused");
  private final Counter unread = Metrics.counter(Recommend.class, "models.pointer_failures");

  void tell(ModelReference reference, Exception failure) {
    refused.inc();
    LOG.error(
        "Model {} of {} is refused, one before it serves where there is one: {}",
        reference.version(),
        reference.folder(),
        failure.getMessage());
  }

  void tellUnread(String folder, Exception failure) {
    unread.inc();
    LOG.warn(
        "What {} has published cannot be read, the newest model known here serves, if one is: {}",
        folder,
        failure.getMessage());
  }
}
