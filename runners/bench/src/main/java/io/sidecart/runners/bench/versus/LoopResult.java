package io.sidecart.runners.bench.versus;

/**
 * What the loop did.
 *
 * @param rows that it wrote
 * @param measuredRows those after its warm-up
 * @param seconds from the end of the warm-up to the last file
 * @param cpuSeconds of the process in that time
 */
record LoopResult(long rows, long measuredRows, double seconds, double cpuSeconds) {
  String toJson() {
    return "{\"rows\":%d,\"measured\":%d,\"seconds\":%s,\"cpu\":%s}"
        .formatted(rows, measuredRows, seconds, cpuSeconds);
  }
}
