/** Reading what transforms count. */
@NullMarked
package io.sidecart.transforms.metrics;

import org.jspecify.annotations.NullMarked;
