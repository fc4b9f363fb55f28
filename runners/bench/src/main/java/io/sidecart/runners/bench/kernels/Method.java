package io.sidecart.runners.bench.kernels;

/** The ways of finding the best items that are compared. */
enum Method {
  ONE("Sidecart, one user", SidecartBench.class, "oneUser", true, 1),
  BLOCK("Sidecart, 32 users", SidecartBench.class, "block", true, SidecartBench.BLOCK),
  PLAIN_ONE("Sidecart's loops, one user", SidecartBench.class, "oneUser", false, 1),
  PLAIN_BLOCK(
      "Sidecart's loops, 32 users", SidecartBench.class, "block", false, SidecartBench.BLOCK),
  SGEMV("netlib sgemv, one user", RowBench.class, "sgemv", true, 1),
  SGEMM("netlib sgemm, 32 users", RowBench.class, "sgemm", true, SidecartBench.BLOCK),
  LOOP("plain double loop", RowBench.class, "loop", true, 1),
  MLLIB("MLlib recommendForUserSubset", MllibBench.class, "recommendForUserSubset", true, 0);

  private final String title;
  private final Class<?> benchmark;
  private final String method;
  private final boolean hasVectors;
  private final int users;

  Method(String title, Class<?> benchmark, String method, boolean hasVectors, int users) {
    this.title = title;
    this.benchmark = benchmark;
    this.method = method;
    this.hasVectors = hasVectors;
    this.users = users;
  }

  String title() {
    return title;
  }

  Class<?> benchmark() {
    return benchmark;
  }

  String method() {
    return method;
  }

  /** Whether its JVM has the Vector API. */
  boolean hasVectors() {
    return hasVectors;
  }

  /** For how many users one call is. */
  int users(Shape shape) {
    return this == MLLIB ? MllibSearch.users(shape) : users;
  }

  /** How often the items are read for each user; MLlib reads a block of them again for each. */
  double passesPerUser() {
    return users == 0 ? 1 : 1.0 / users;
  }
}
