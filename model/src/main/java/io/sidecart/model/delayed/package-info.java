/** What became of the items that were shown: how many the user bought afterwards. */
@NullMarked
package io.sidecart.model.delayed;

import org.jspecify.annotations.NullMarked;
