package io.sidecart.cql;

import com.datastax.driver.core.exceptions.AuthenticationException;
import com.datastax.driver.core.exceptions.InvalidQueryException;
import com.datastax.driver.core.exceptions.NoHostAvailableException;
import com.datastax.driver.core.exceptions.UnauthorizedException;
import io.sidecart.model.SidecartException;
import java.util.Optional;

/** What a user can do about a session that did not open. */
final class OpeningFailure {
  private OpeningFailure() {}

  static SidecartException explain(
      CassandraSettings settings, ConnectionConfig config, Exception failure) {
    String where = "Cassandra at " + settings.contactPoints();
    if (find(failure, AuthenticationException.class).isPresent()
        || find(failure, UnauthorizedException.class).isPresent()) {
      String who = config.username() == null ? "without a user name" : "as " + config.username();
      return new SidecartException(
          where
              + " refused the login "
              + who
              + "; set SIDECART_CASSANDRA_USERNAME and SIDECART_CASSANDRA_PASSWORD, or username and"
              + " password in the file of --cassandraConfig",
          failure);
    }
    if (find(failure, InvalidQueryException.class).isPresent()) {
      return new SidecartException(
          where
              + " has no keyspace "
              + settings.keyspace()
              + "; run ./sidecart up or prepare to make it",
          failure);
    }
    return new SidecartException(
        where
            + " cannot be reached: "
            + oneLine(failure)
            + "; start it with ./sidecart up, or check --cassandra"
            + (config.usesTls() ? " and the TLS settings" : ""),
        failure);
  }

  /** The innermost reason that the driver gives. */
  static String oneLine(Throwable failure) {
    Throwable reason = failure;
    if (failure instanceof NoHostAvailableException none) {
      if (none.getErrors().isEmpty()) {
        return "no node is up";
      }
      reason = none.getErrors().values().iterator().next();
    }
    while (reason.getCause() != null && reason.getCause() != reason) {
      reason = reason.getCause();
    }
    String message = reason.getMessage() == null ? reason.toString() : reason.getMessage();
    return message.lines().findFirst().orElse("").strip();
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
