package io.sidecart.transforms.kafka;

import io.sidecart.model.RootCause;
import org.jspecify.annotations.Nullable;

/**
 * Why a client cannot be opened. Kafka quotes a login that it cannot parse, with a part of its
 * password, which must neither be shown nor logged.
 */
public final class ClientFailure {
  private ClientFailure() {}

  /** The innermost reason, for a message. */
  public static String reason(Throwable failure) {
    return quotesLogin(failure)
        ? "sasl.jaas.config is not well-formed (it is not shown here)"
        : RootCause.message(failure);
  }

  /** The failure as a cause to be logged; null where it must not be. */
  public static @Nullable Throwable cause(Throwable failure) {
    return quotesLogin(failure) ? null : failure;
  }

  private static boolean quotesLogin(Throwable failure) {
    return RootCause.message(failure).contains("JAAS");
  }
}
