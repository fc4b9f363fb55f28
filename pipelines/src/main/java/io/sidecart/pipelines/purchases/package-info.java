/** The clean purchases, in memory. */
@NullMarked
package io.sidecart.pipelines.purchases;

import org.jspecify.annotations.NullMarked;
