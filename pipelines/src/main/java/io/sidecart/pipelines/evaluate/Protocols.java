package io.sidecart.pipelines.evaluate;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.evaluate.Protocol;
import io.sidecart.model.evaluate.PurchaseLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The protocols by name.
 *
 * @param at where the known purchases end; null for some days before the end
 * @param until where the others end; null for the end
 * @param testDays how many days before the end
 * @param fraction the known share of the original protocol
 */
record Protocols(
    @Nullable Instant at, @Nullable Instant until, int testDays, double fraction, long seed) {
  static final String TIME = "time";
  private static final String NEXT_BASKET = "next-basket";
  private static final String ORIGINAL = "original";
  private static final Set<String> NAMES = Set.of(TIME, NEXT_BASKET, ORIGINAL);

  /** A protocol, and how it cuts these purchases, for people. */
  record Named(String name, String description, Protocol protocol) {}

  /**
   * Tells, before any work is done, whether there is a protocol of this name.
   *
   * @throws UsageException if there is none
   */
  static void check(String name) {
    if (!NAMES.contains(name)) {
      throw new UsageException(
          "--protocol=" + name + " is not known; there are time, next-basket and original");
    }
  }

  /** The protocol with this name, which {@link #check} knows. */
  Named named(String name, PurchaseLog purchases) {
    return switch (name) {
      case TIME -> {
        requireTimes(purchases);
        Instant from = at == null ? daysBeforeEnd(purchases) : at;
        yield new Named(
            name,
            "known before %s, to be found from then on%s"
                .formatted(from, until == null ? "" : " until " + until),
            Protocol.time(from, until));
      }
      case NEXT_BASKET ->
          new Named(name, "each user's last basket is to be found", Protocol.nextBasket());
      case ORIGINAL ->
          new Named(
              name,
              "LEAKY: a random %.0f %% is known, any own purchase is a hit"
                  .formatted(100 * fraction),
              Protocol.original(fraction, seed));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void requireTimes(PurchaseLog purchases) {
    if (purchases.untimed() == purchases.size()) {
      throw new SidecartException(
          "the purchases have no times, which the protocol time needs: name their column to prepare"
              + " (--timeColumn), or use --protocol=original");
    }
  }

  /** Whole days, so that it does not depend on the hour of the last purchase. */
  private Instant daysBeforeEnd(PurchaseLog purchases) {
    long last =
        IntStream.range(0, purchases.size())
            .mapToLong(purchases::time)
            .filter(time -> time != PurchaseLog.NO_TIME)
            .max()
            .orElse(0);
    return Instant.ofEpochMilli(last)
        .truncatedTo(ChronoUnit.DAYS)
        .plus(Duration.ofDays(1L - testDays));
  }
}
