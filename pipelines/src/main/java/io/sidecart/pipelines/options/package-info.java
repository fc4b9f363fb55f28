/** Small options interfaces that several jobs share. */
@NullMarked
package io.sidecart.pipelines.options;

import org.jspecify.annotations.NullMarked;
