/** Looking things up in a store while a stream goes by. */
@NullMarked
package io.sidecart.transforms.lookup;

import org.jspecify.annotations.NullMarked;
