/**
 * How fast the best items of a user are found, beside what else could find them: MLlib, BLAS, a
 * plain loop. Measured by JMH, each in a JVM of its own.
 */
@NullMarked
package io.sidecart.runners.bench.kernels;

import org.jspecify.annotations.NullMarked;
