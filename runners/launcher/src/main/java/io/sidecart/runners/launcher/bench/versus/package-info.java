/**
 * Sidecart beside what people would use instead: the original method and a plain loop, on the same
 * servers, with the same events, model, cores and heap.
 */
@NullMarked
package io.sidecart.runners.launcher.bench.versus;

import org.jspecify.annotations.NullMarked;
