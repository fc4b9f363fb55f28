package io.sidecart.transforms.lookup;

import java.util.concurrent.CompletableFuture;

/** Hands on what {@link CompletableFuture} keeps to itself: that nobody waits any more. */
public final class Cancelling {
  private Cancelling() {}

  /**
   * The same answer, which cancels what it is made from when it is cancelled itself.
   *
   * @param source completes before the answer does, unless that is cancelled
   */
  public static <T> CompletableFuture<T> with(
      CompletableFuture<T> answer, CompletableFuture<?> source) {
    // Where the answer came, so did the source, and this does nothing.
    CompletableFuture<?> unused = answer.whenComplete((value, failure) -> source.cancel(false));
    return answer;
  }
}
