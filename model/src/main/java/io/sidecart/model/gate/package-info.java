/** Decides whether a trained model may be served. */
@NullMarked
package io.sidecart.model.gate;

import org.jspecify.annotations.NullMarked;
