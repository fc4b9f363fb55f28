package io.sidecart.runners.bench.kernels;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;

/** The best BLAS that netlib finds here. */
final class Backend {
  private Backend() {}

  /** The machine's own library where there is one, else netlib's in Java. */
  static BLAS best() {
    try {
      return NativeBLAS.getInstance();
    } catch (RuntimeException | LinkageError e) {
      return JavaBLAS.getInstance(); // no BLAS is installed
    }
  }
}
