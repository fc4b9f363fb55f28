package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cleaned row of a shop's purchase history.
 *
 * <p>The pair (source, line) is the row's identity: the split of a history depends on it and on the
 * seed alone.
 *
 * @param source the name of the file that the row stood in, without its folder
 * @param line the row's line in that file, from 1 for the header
 * @param userId who bought, at least 0
 * @param itemId what was bought, at least 0
 * @param quantity how many, at least 1
 * @param salesValue the price paid for all of them, greater than 0, in the shop's currency
 * @param basketId the basket that the row belongs to, null where the data has none
 * @param boughtAt when, to the millisecond, null where the data has no time
 */
public record Purchase(
    String source,
    long line,
    int userId,
    int itemId,
    int quantity,
    double salesValue,
    @Nullable String basketId,
    @Nullable Instant boughtAt)
    implements Serializable {
  public Purchase {
    requireNonNull(source, "source");
  }
}
