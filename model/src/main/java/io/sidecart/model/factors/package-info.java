/** Factors packed in plain arrays, and the exact best items of a user among them. */
@NullMarked
package io.sidecart.model.factors;

import org.jspecify.annotations.NullMarked;
