/** Breaks what runs, on purpose, and counts what became of every event. */
@NullMarked
package io.sidecart.runners.launcher.drill;

import org.jspecify.annotations.NullMarked;
