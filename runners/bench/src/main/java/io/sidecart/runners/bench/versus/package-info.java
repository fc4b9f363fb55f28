/**
 * What Sidecart is compared to: the original method on Spark Structured Streaming, and a plain loop
 * without any engine. Each runs in a JVM of its own, which {@code ./sidecart bench} tells what to
 * do.
 */
@NullMarked
package io.sidecart.runners.bench.versus;

import org.jspecify.annotations.NullMarked;
