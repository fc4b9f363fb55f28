/** Searches a grid of parameters, trial by trial; what is finished is never done again. */
@NullMarked
package io.sidecart.pipelines.tune;

import org.jspecify.annotations.NullMarked;
