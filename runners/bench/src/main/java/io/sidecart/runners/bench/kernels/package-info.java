/** How fast the best items of a user are found, beside what else could find them. */
@NullMarked
package io.sidecart.runners.bench.kernels;

import org.jspecify.annotations.NullMarked;
