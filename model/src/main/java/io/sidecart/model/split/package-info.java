/** Dividing a history into the half that is known and the half that is replayed. */
@NullMarked
package io.sidecart.model.split;

import org.jspecify.annotations.NullMarked;
