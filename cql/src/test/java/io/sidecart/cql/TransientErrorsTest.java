package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.driver.core.ConsistencyLevel;
import com.datastax.driver.core.EndPoint;
import com.datastax.driver.core.exceptions.AuthenticationException;
import com.datastax.driver.core.exceptions.InvalidQueryException;
import com.datastax.driver.core.exceptions.NoHostAvailableException;
import com.datastax.driver.core.exceptions.OperationTimedOutException;
import com.datastax.driver.core.exceptions.OverloadedException;
import com.datastax.driver.core.exceptions.ReadFailureException;
import com.datastax.driver.core.exceptions.ServerError;
import com.datastax.driver.core.exceptions.SyntaxError;
import com.datastax.driver.core.exceptions.TransportException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransientErrorsTest {
  private static final EndPoint NODE = () -> InetSocketAddress.createUnresolved("one", 9042);

  static Stream<Throwable> passing() {
    return Stream.of(
        new NoHostAvailableException(Map.of()),
        new OperationTimedOutException(NODE),
        new TransportException(NODE, "closed"),
        new OverloadedException(NODE, "busy"),
        new ServerError(NODE, "full disk"),
        new ReadFailureException(
            NODE, ConsistencyLevel.ONE, 0, 1, 1, Map.<InetAddress, Integer>of(), false));
  }

  static Stream<Throwable> lasting() {
    return Stream.of(
        new InvalidQueryException("no table"),
        new SyntaxError(NODE, "no CQL"),
        new AuthenticationException(NODE, "no login"),
        new IllegalStateException("closed"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aPassingErrorIsWorthARetry(Throwable failure) {
    assertThat(TransientErrors.isTransient(failure)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void aLastingErrorIsNot(Throwable failure) {
    assertThat(TransientErrors.isTransient(failure)).isFalse();
  }

  @Test
  void theWrapperOfAFutureDoesNotHideTheError() {
    Throwable wrapped = new CompletionException(new OperationTimedOutException(NODE));

    assertThat(TransientErrors.isTransient(wrapped)).isTrue();
  }
}
