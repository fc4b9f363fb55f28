/** Compares ways of ranking on a shop's own purchases. */
@NullMarked
package io.sidecart.pipelines.evaluate;

import org.jspecify.annotations.NullMarked;
