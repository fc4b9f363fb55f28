package io.sidecart.transforms.lookup;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.time.Duration;

/** The numbers of a {@link LookUp}, whose methods explain them. */
@AutoValue
abstract class LookUpSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  static final LookUpSettings DEFAULTS =
      new AutoValue_LookUpSettings.Builder()
          .cacheSize(100_000)
          .timeToLive(Duration.ofMinutes(10))
          .negativeTimeToLive(Duration.ofMinutes(1))
          .requestsInFlight(256)
          .requestTimeout(Duration.ofSeconds(5))
          .firstPause(Duration.ofMillis(50))
          .longestPause(Duration.ofSeconds(5))
          .patience(Duration.ofMinutes(2))
          .flushAt(1_000)
          .build();

  abstract long cacheSize();

  abstract Duration timeToLive();

  abstract Duration negativeTimeToLive();

  abstract int requestsInFlight();

  abstract Duration requestTimeout();

  abstract Duration firstPause();

  abstract Duration longestPause();

  abstract Duration patience();

  abstract int flushAt();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder cacheSize(long keys);

    abstract Builder timeToLive(Duration duration);

    abstract Builder negativeTimeToLive(Duration duration);

    abstract Builder requestsInFlight(int requests);

    abstract Builder requestTimeout(Duration duration);

    abstract Builder firstPause(Duration duration);

    abstract Builder longestPause(Duration duration);

    abstract Builder patience(Duration duration);

    abstract Builder flushAt(int elements);

    abstract LookUpSettings build();
  }
}
