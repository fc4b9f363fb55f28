package io.sidecart.transforms.lookup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A store in memory that fails as it is told to.
 *
 * @param values what it holds
 * @param faults for some keys, how its first requests go wrong
 * @param down keys for which it is never available
 */
record InMemorySource(
    Map<Integer, String> values, Map<Integer, List<Fault>> faults, List<Integer> down)
    implements LookUpSource<Integer, String> {

  enum Fault {
    OVERLOADED,
    REFUSED,
    BROKEN,
    SILENT
  }

  static final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    FaultException(Fault fault) {
      super("the store was " + fault);
      this.fault = fault;
    }
  }

  static InMemorySource of(Map<Integer, String> values) {
    return new InMemorySource(values, Map.of(), List.of());
  }

  InMemorySource withFaults(int key, Fault... inTurn) {
    return new InMemorySource(values, Map.of(key, List.of(inTurn)), down);
  }

  InMemorySource withDown(int key) {
    return new InMemorySource(values, faults, List.of(key));
  }

  @Override
  public InMemoryConnection connect(Duration patience) {
    return connect();
  }

  InMemoryConnection connect() {
    return new InMemoryConnection();
  }

  final class InMemoryConnection implements Connection<Integer, String> {
    private static final int LETTERS = 10;

    private final Map<Integer, Integer> requests = new ConcurrentHashMap<>();
    private volatile boolean closed;

    int requests(int key) {
      return requests.getOrDefault(key, 0);
    }

    boolean isClosed() {
      return closed;
    }

    @Override
    public CompletionStage<Optional<String>> fetch(Integer key) {
      int earlier = requests.merge(key, 1, Integer::sum) - 1;
      if (down.contains(key)) {
        return CompletableFuture.failedFuture(new FaultException(Fault.OVERLOADED));
      }
      List<Fault> inTurn = faults.getOrDefault(key, List.of());
      if (earlier >= inTurn.size()) {
        return CompletableFuture.supplyAsync(() -> Optional.ofNullable(values.get(key)));
      }
      Fault fault = inTurn.get(earlier);
      return fault == Fault.SILENT
          ? new CompletableFuture<>()
          : CompletableFuture.failedFuture(new FaultException(fault));
    }

    /** Of a name the first ten letters count. */
    @Override
    public CompletionStage<Optional<String>> fetch(Integer key, Consumer<String> cut) {
      return fetch(key).thenApply(found -> found.map(name -> firstLetters(name, cut)));
    }

    private static String firstLetters(String name, Consumer<String> cut) {
      if (name.length() <= LETTERS) {
        return name;
      }
      cut.accept("its name is long, %d letters count".formatted(LETTERS));
      return name.substring(0, LETTERS);
    }

    /** A name of six letters is remembered twice as long as one of three. */
    @Override
    public Duration timeToLive(String value, Duration usual) {
      return usual.multipliedBy(value.length()).dividedBy(3);
    }

    /** A name of six letters takes two places. */
    @Override
    public int weight(String value) {
      return Math.max(1, value.length() / 3);
    }

    @Override
    public String storeName() {
      return "The store";
    }

    @Override
    public FailureKind kindOf(Throwable failure) {
      if (failure instanceof FaultException e) {
        return switch (e.fault) {
          case OVERLOADED, SILENT -> FailureKind.TRANSIENT;
          case REFUSED -> FailureKind.OF_THE_KEY;
          case BROKEN -> FailureKind.OF_THE_STORE;
        };
      }
      return FailureKind.OF_THE_STORE;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
