package io.sidecart.pipelines.stream;

import io.sidecart.transforms.Await;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Sends events without a pause, as fast as the stream takes them, to both partitions in turn. */
final class Traffic implements AutoCloseable {
  private static final long MOST_ON_THEIR_WAY = 500;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final RunningStream stream;
  private final Supplier<String[]> events;
  private final Future<?> sending;
  private volatile boolean closed;

  private Traffic(RunningStream stream, Supplier<String[]> events) {
    this.stream = stream;
    this.events = events;
    this.sending =
        thread.submit(
            () -> {
              send();
              return null;
            });
  }

  static Traffic start(RunningStream stream, Supplier<String[]> events) {
    return new Traffic(stream, events);
  }

  private void send() throws Exception {
    for (int i = 0; !closed; i++) {
      stream.events().send(i % 2, events.get());
      Await.until("the stream keeps up", () -> stream.lag() < MOST_ON_THEIR_WAY);
    }
  }

  /** Returns when the last event is sent; a failure to send is thrown. Twice is harmless. */
  @Override
  public void close() throws InterruptedException, ExecutionException {
    closed = true;
    thread.shutdown();
    sending.get();
  }
}
