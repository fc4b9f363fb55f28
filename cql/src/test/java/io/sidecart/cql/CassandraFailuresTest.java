package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.driver.core.EndPoint;
import com.datastax.driver.core.exceptions.AuthenticationException;
import com.datastax.driver.core.exceptions.InvalidQueryException;
import com.datastax.driver.core.exceptions.NoHostAvailableException;
import com.datastax.driver.core.exceptions.TransportException;
import com.datastax.driver.core.exceptions.TruncateException;
import com.datastax.driver.core.exceptions.UnauthorizedException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CassandraFailuresTest {
  private static final EndPoint NODE = () -> InetSocketAddress.createUnresolved("one", 9042);
  private static final CassandraSettings SETTINGS =
      CassandraSettings.of("one:9042", "sidecart", null);

  @Test
  void aFailureOfAnotherKindIsNotExplained() {
    assertThat(CassandraFailures.explain(SETTINGS, new IllegalStateException("full"))).isEmpty();
  }

  @Test
  void aServerThatIsNotThereCanBeStarted() {
    assertThat(
            explain(
                new NoHostAvailableException(
                    Map.of(NODE, new TransportException(NODE, "refused")))))
        .startsWith("Cassandra at one:9042 cannot be reached: ")
        .contains("refused", "./sidecart up");
  }

  @Test
  void aMissingTableCanBeMade() {
    assertThat(explain(new InvalidQueryException("table baseline does not exist")))
        .contains("table baseline does not exist", "./sidecart up or prepare");
  }

  @Test
  void aRefusedLoginCanBeSet() {
    assertThat(explain(new AuthenticationException(NODE, "Bad credentials")))
        .contains("refused the login", "Bad credentials", "SIDECART_CASSANDRA_PASSWORD");
  }

  @Test
  void aRightThatIsMissingCanBeGranted() {
    assertThat(explain(new UnauthorizedException(NODE, "User shop has no MODIFY permission")))
        .startsWith("Cassandra at one:9042 took the login, but its role may not do this (")
        .contains("(User shop has no MODIFY permission)", "grant")
        .doesNotContain("SIDECART_CASSANDRA_PASSWORD");
  }

  @Test
  void anyOtherErrorIsShown() {
    assertThat(explain(new TruncateException(NODE, "no disk\nat all")))
        .isEqualTo("Cassandra at one:9042 failed: no disk");
  }

  private static String explain(Exception failure) {
    Throwable ofRunner = new RuntimeException(new RuntimeException(failure));
    return CassandraFailures.explain(SETTINGS, ofRunner).orElseThrow().getMessage();
  }
}
