/** Runs the same jobs over the same input on every runner, and compares what came out. */
@NullMarked
package io.sidecart.runners.launcher.conformance;

import org.jspecify.annotations.NullMarked;
