/** Chooses the items for one event: by the model, or by what comes next where it cannot. */
@NullMarked
package io.sidecart.model.serve;

import org.jspecify.annotations.NullMarked;
