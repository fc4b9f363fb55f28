package io.sidecart.transforms.lookup;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection whose answers a test gives by hand. */
final class HeldConnection implements LookUpSource.Connection<Integer, String> {
  private final BlockingQueue<CompletableFuture<Optional<String>>> held =
      new LinkedBlockingQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();

  /** Answers the oldest request, waiting for one where there is none. */
  void answerNext(String value) throws InterruptedException {
    CompletableFuture<Optional<String>> request = held.take();
    inFlight.decrementAndGet();
    request.complete(Optional.of(value));
  }

  /** The oldest request, waiting for one where there is none. */
  CompletableFuture<Optional<String>> takeNext() throws InterruptedException {
    return held.take();
  }

  int mostInFlight() {
    return mostInFlight.get();
  }

  @Override
  public CompletionStage<Optional<String>> fetch(Integer key) {
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    CompletableFuture<Optional<String>> request = new CompletableFuture<>();
    held.add(request);
    return request;
  }

  @Override
  public String storeName() {
    return "The store";
  }

  @Override
  public FailureKind kindOf(Throwable failure) {
    return FailureKind.OF_THE_STORE;
  }

  @Override
  public void close() {}
}
