/** Whole numbers for ids that are text. */
@NullMarked
package io.sidecart.model.ids;

import org.jspecify.annotations.NullMarked;
