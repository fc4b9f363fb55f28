/** From the cells of a table's row to a value, or to the reason why there is none. */
@NullMarked
package io.sidecart.model.rows;

import org.jspecify.annotations.NullMarked;
