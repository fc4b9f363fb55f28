/** Measuring how good the recommendations are. */
@NullMarked
package io.sidecart.transforms.measure;

import org.jspecify.annotations.NullMarked;
