/** Ranking by counts alone: what a learned ranking has to beat. */
@NullMarked
package io.sidecart.model.evaluate.counting;

import org.jspecify.annotations.NullMarked;
