package io.sidecart.cql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.driver.core.ResultSet;
import com.datastax.driver.core.Row;
import com.google.common.util.concurrent.SettableFuture;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AllPagesTest {
  private final Pages pages = new Pages();
  private final CompletableFuture<List<Row>> answer =
      CassandraSession.allPages(CompletableFuture.completedFuture(pages.page(false)));

  @Test
  void pagesAreAskedForUntilTheLast() {
    pages.arrive(false);
    assertThat(answer).isNotDone();
    pages.arrive(true);

    assertThat(answer).isCompletedWithValue(List.of());
    assertThat(pages.asked).isEqualTo(2);
  }

  @Test
  void noFurtherPageIsAskedForOnceNobodyWaits() {
    answer.cancel(false);
    pages.arrive(false);

    assertThat(pages.asked).isEqualTo(1);
    assertThat(answer).isCancelled();
  }

  @Test
  void aPageThatFailsIsAFailureOfAll() {
    IllegalStateException failure = new IllegalStateException("no such page");
    requireNonNull(pages.next).setException(failure);

    assertThat(answer)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCause(failure);
  }

  /** Pages without rows, which arrive when a test says so. */
  private static final class Pages {
    private SettableFuture<ResultSet> next;
    private int asked;

    private void arrive(boolean isLast) {
      requireNonNull(next).set(page(isLast));
    }

    private ResultSet page(boolean isLast) {
      return (ResultSet)
          Proxy.newProxyInstance(
              ResultSet.class.getClassLoader(),
              new Class<?>[] {ResultSet.class},
              (page, method, arguments) ->
                  switch (method.getName()) {
                    case "getAvailableWithoutFetching" -> 0;
                    case "isFullyFetched" -> isLast;
                    case "fetchMoreResults" -> {
                      asked++;
                      next = SettableFuture.create();
                      yield next;
                    }
                    default -> throw new AssertionError(method + " was not to be asked");
                  });
    }
  }
}
