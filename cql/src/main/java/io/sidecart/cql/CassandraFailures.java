package io.sidecart.cql;

import com.datastax.driver.core.exceptions.AuthenticationException;
import com.datastax.driver.core.exceptions.DriverException;
import com.datastax.driver.core.exceptions.InvalidQueryException;
import com.datastax.driver.core.exceptions.NoHostAvailableException;
import com.datastax.driver.core.exceptions.UnauthorizedException;
import io.sidecart.model.RootCause;
import io.sidecart.model.SidecartException;
import java.util.Optional;

/** What a user can do about an error of the driver. */
public final class CassandraFailures {
  private CassandraFailures() {}

  /**
   * Explains the driver's error in a failure, for those that do not come from this package: the
   * loads write by Beam's own CassandraIO.
   *
   * @return empty where none of the failure's causes is an error of the driver
   */
  public static Optional<SidecartException> explain(CassandraSettings settings, Throwable failure) {
    return find(failure, DriverException.class).map(cause -> of(settings, cause));
  }

  /** An error while a session opens. */
  static SidecartException opening(
      CassandraSettings settings, ConnectionConfig config, Exception failure) {
    if (isRefusedLogin(failure)) {
      String who = config.username() == null ? "without a user name" : "as " + config.username();
      return refusedLogin(settings, who, failure);
    }
    Optional<UnauthorizedException> refused = find(failure, UnauthorizedException.class);
    if (refused.isPresent()) {
      return notAllowed(settings, refused.get());
    }
    if (find(failure, InvalidQueryException.class).isPresent()) {
      return new SidecartException(
          name(settings)
              + " has no keyspace "
              + settings.keyspace()
              + "; run ./sidecart up or prepare to make it",
          failure);
    }
    return unreachable(
        settings, config.usesTls() ? "" : " (tls=true where the server wants TLS)", failure);
  }

  /** An error of an open session. */
  static SidecartException of(CassandraSettings settings, DriverException failure) {
    if (isRefusedLogin(failure)) {
      return refusedLogin(settings, "", failure);
    }
    if (failure instanceof UnauthorizedException) {
      return notAllowed(settings, failure);
    }
    if (failure instanceof InvalidQueryException) {
      return new SidecartException(
          "Keyspace "
              + settings.keyspace()
              + " at "
              + settings.contactPoints()
              + " lacks what Sidecart needs ("
              + oneLine(failure)
              + "); run ./sidecart up or prepare to apply the schema",
          failure);
    }
    if (failure instanceof NoHostAvailableException) {
      return unreachable(settings, "", failure);
    }
    return new SidecartException(name(settings) + " failed: " + oneLine(failure), failure);
  }

  /** How messages name the server. */
  public static String name(CassandraSettings settings) {
    return "Cassandra at " + settings.contactPoints();
  }

  /** The innermost reason that the driver gives. */
  public static String oneLine(Throwable failure) {
    if (!(failure instanceof NoHostAvailableException none)) {
      return RootCause.message(failure);
    }
    return none.getErrors().isEmpty()
        ? "no node is up"
        : RootCause.message(none.getErrors().values().iterator().next());
  }

  private static SidecartException unreachable(
      CassandraSettings settings, String hint, Exception failure) {
    return new SidecartException(
        name(settings)
            + " cannot be reached: "
            + oneLine(failure)
            + "; start it with ./sidecart up, or check --cassandra, and --cassandraConfig, whose"
            + " default is SIDECART_CASSANDRA_CONFIG"
            + hint,
        failure);
  }

  private static SidecartException refusedLogin(
      CassandraSettings settings, String who, Exception failure) {
    return new SidecartException(
        name(settings)
            + " refused the login "
            + (who.isEmpty() ? "" : who + " ")
            + "("
            + oneLine(failure)
            + "); set SIDECART_CASSANDRA_USERNAME and SIDECART_CASSANDRA_PASSWORD, or username and"
            + " password in the file of --cassandraConfig",
        failure);
  }

  private static SidecartException notAllowed(CassandraSettings settings, DriverException failure) {
    return new SidecartException(
        name(settings)
            + " took the login, but its role may not do this ("
            + oneLine(failure)
            + "); grant the role that right, or let one that has it run this first",
        failure);
  }

  private static boolean isRefusedLogin(Throwable failure) {
    return find(failure, AuthenticationException.class).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
      if (at instanceof NoHostAvailableException none) {
        for (Throwable error : none.getErrors().values()) {
          Optional<T> inner = find(error, type);
          if (inner.isPresent()) {
            return inner;
          }
        }
      }
    }
    return Optional.empty();
  }
}
