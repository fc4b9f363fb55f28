/**
 * Values and plain algorithms of Sidecart: no engine and no IO is named here.
 *
 * <p>Everything that crosses a pipeline is one of these immutable values; everything that decides
 * something (parsing, scoring, splitting, measuring) is a plain class that is tested without Beam.
 */
@NullMarked
package io.sidecart.model;

import org.jspecify.annotations.NullMarked;
