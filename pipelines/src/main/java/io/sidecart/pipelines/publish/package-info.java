/** Publishes trained models, past a gate. */
@NullMarked
package io.sidecart.pipelines.publish;

import org.jspecify.annotations.NullMarked;
