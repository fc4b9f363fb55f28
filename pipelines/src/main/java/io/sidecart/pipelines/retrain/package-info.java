/**
 * Trains anew on the history and on what the stream has seen since, and publishes what keeps up.
 */
@NullMarked
package io.sidecart.pipelines.retrain;

import org.jspecify.annotations.NullMarked;
