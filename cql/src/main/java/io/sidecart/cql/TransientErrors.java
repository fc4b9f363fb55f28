package io.sidecart.cql;

import com.datastax.driver.core.exceptions.AuthenticationException;
import com.datastax.driver.core.exceptions.BootstrappingException;
import com.datastax.driver.core.exceptions.ConnectionException;
import com.datastax.driver.core.exceptions.NoHostAvailableException;
import com.datastax.driver.core.exceptions.OverloadedException;
import com.datastax.driver.core.exceptions.QueryConsistencyException;
import com.datastax.driver.core.exceptions.ServerError;
import com.datastax.driver.core.exceptions.UnavailableException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Which of the driver's errors go away by themselves. */
public final class TransientErrors {
  /**
   * A statement that failed with one of these may succeed when it is sent again; since every
   * statement of Sidecart is idempotent, it does no harm where it had succeeded already.
   */
  private static final List<Class<? extends Throwable>> TRANSIENT =
      List.of(
          // No node was up, or each one failed with one of the others.
          NoHostAvailableException.class,
          // A lost connection, a client-side time-out, a full connection or pool.
          ConnectionException.class,
          // Too few replicas were up, answered in time, or did as they were told.
          UnavailableException.class,
          QueryConsistencyException.class,
          // The coordinator has too much to do, is still starting, or met with a fault of its own.
          OverloadedException.class,
          BootstrappingException.class,
          ServerError.class);

  private TransientErrors() {}

  /** Whether sending the same again later may help. */
  public static boolean isTransient(@Nullable Throwable failure) {
    @Nullable Throwable cause = unwrap(failure);
    return cause != null
        && !(cause instanceof AuthenticationException)
        && (cause.getCause() instanceof UnknownHostException || isOfTheDriver(cause));
  }

  private static boolean isOfTheDriver(Throwable cause) {
    return TRANSIENT.stream().anyMatch(type -> type.isInstance(cause));
  }

  /** The failure without the wrappers that futures put around it. */
  public static @Nullable Throwable unwrap(@Nullable Throwable failure) {
    @Nullable Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
