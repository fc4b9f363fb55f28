package io.sidecart.model.split;

import io.sidecart.model.Purchase;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A purchase's place in a replay: by time, then by row identity. Purchases without a time come
 * first.
 *
 * @param millis when it was bought, since the epoch; {@link Long#MIN_VALUE} where that is not known
 * @param source the purchase's source
 * @param line the purchase's line
 */
public record ReplayKey(long millis, String source, long line)
    implements Comparable<ReplayKey>, Serializable {

  public static ReplayKey of(Purchase purchase) {
    @Nullable Instant time = purchase.boughtAt();
    return new ReplayKey(
        time == null ? Long.MIN_VALUE : time.toEpochMilli(), purchase.source(), purchase.line());
  }

  @Override
  public int compareTo(ReplayKey other) {
    int result = Long.compare(millis, other.millis);
    if (result == 0) {
      result = source.compareTo(other.source);
    }
    return result == 0 ? Long.compare(line, other.line) : result;
  }
}
