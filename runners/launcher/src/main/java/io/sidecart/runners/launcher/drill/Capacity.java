package io.sidecart.runners.launcher.drill;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How much a stream takes on this machine. */
final class Capacity {
  /** More than it takes in the time of a measurement. */
  private static final int AHEAD = 300_000;

  private Capacity() {}

  /**
   * Measures it, in a scene of its own, before the scene that is to be counted.
   *
   * @param warmUp seconds from the first events that are done on
   * @param measured seconds after that
   * @return events a second
   */
  static double measure(Stage stage, int warmUp, int measured) throws Exception {
    Scene scene = Scene.of(stage, "capacity-" + System.nanoTime());
    try (Feed feed = scene.feed(Feed.ENDLESS, 0);
        SupervisedStream stream = scene.stream(feed)) {
      feed.start(stream::done, AHEAD);
      stream.awaitDone(1);
      TimeUnit.SECONDS.sleep(warmUp);
      long before = stream.done();
      long began = System.nanoTime();
      TimeUnit.SECONDS.sleep(measured);
      return Math.max(1, (stream.done() - before) / ((System.nanoTime() - began) / 1e9));
    }
  }

  /** What the launcher gives to the stream. */
  static long heapMb() {
    String heap = System.getenv().getOrDefault("SIDECART_HEAP", "2g").toLowerCase(Locale.ROOT);
    long number = Long.parseLong(heap.replaceAll("\\D", ""));
    return heap.endsWith("g") ? number << 10 : number;
  }
}
