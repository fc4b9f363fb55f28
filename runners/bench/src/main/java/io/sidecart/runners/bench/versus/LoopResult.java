package io.sidecart.runners.bench.versus;

/**
 * What the loop did, its start left out.
 *
 * @param rows that it wrote
 * @param seconds from the first poll to the last file
 * @param cpuSeconds of the process
 */
record LoopResult(long rows, double seconds, double cpuSeconds) {
  String toJson() {
    return "{\"rows\":%d,\"seconds\":%s,\"cpu\":%s}".formatted(rows, seconds, cpuSeconds);
  }
}
