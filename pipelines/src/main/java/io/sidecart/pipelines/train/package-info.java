/** Trains a model of a shop's history with Spark MLlib, the only engine that is named here. */
@NullMarked
package io.sidecart.pipelines.train;

import org.jspecify.annotations.NullMarked;
