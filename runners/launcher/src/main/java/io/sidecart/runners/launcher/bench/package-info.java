/** Measures the stream from outside: rate, latency, memory and CPU, and that nothing is lost. */
@NullMarked
package io.sidecart.runners.launcher.bench;

import org.jspecify.annotations.NullMarked;
