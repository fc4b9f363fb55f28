package io.sidecart.transforms.lookup;

import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;

/** The metrics of one look-up, under its name. */
final class LookUpMetrics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Counter hits;
  private final Counter negativeHits;
  private final Counter misses;
  private final Counter requests;
  private final Counter retries;
  private final Counter failures;
  private final Counter cuts;
  private final Distribution requestMillis;

  LookUpMetrics(String name) {
    hits = counter(name, "hits");
    negativeHits = counter(name, "negative_hits");
    misses = counter(name, "misses");
    requests = counter(name, "requests");
    retries = counter(name, "retries");
    failures = counter(name, "failures");
    cuts = counter(name, "cut");
    requestMillis = Metrics.distribution(LookUp.class, name + ".request_ms");
  }

  private static Counter counter(String name, String what) {
    return Metrics.counter(LookUp.class, name + "." + what);
  }

  void add(LookUpTally tally) {
    add(hits, tally.hits);
    add(negativeHits, tally.negativeHits);
    add(misses, tally.misses);
    add(requests, tally.requests.get());
    add(retries, tally.retries.get());
    add(failures, tally.failures);
    add(cuts, tally.cuts());
    LookUpTally.Latency latency = tally.latency();
    if (latency.requests() > 0) {
      requestMillis.update(latency.sum(), latency.requests(), latency.least(), latency.most());
    }
  }

  private static void add(Counter counter, long count) {
    if (count > 0) {
      counter.inc(count);
    }
  }
}
