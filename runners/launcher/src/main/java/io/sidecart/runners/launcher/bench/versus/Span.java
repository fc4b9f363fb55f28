package io.sidecart.runners.launcher.bench.versus;

/**
 * Events that were done after one time, up to another.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds
 */
record Span(long from, long to, long events) {
  double perSecond() {
    return events * 1e3 / Math.max(1, to - from);
  }
}
