/** The command line: {@code ./sidecart <command> [--option=value ...]}. */
@NullMarked
package io.sidecart.runners.launcher;

import org.jspecify.annotations.NullMarked;
