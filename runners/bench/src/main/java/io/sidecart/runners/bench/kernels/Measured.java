package io.sidecart.runners.bench.kernels;

/**
 * How long one way takes at one size.
 *
 * @param users for how many one call is
 * @param microsPerUser what each of them takes
 */
record Measured(Method method, Shape shape, int users, Spread microsPerUser) {

  double gflops() {
    return shape.flop() / microsPerUser.median() / 1e3;
  }

  /** What is read of the items' vectors. */
  double gbPerSecond() {
    return shape.bytes() * method.passesPerUser() / microsPerUser.median() / 1e3;
  }
}
