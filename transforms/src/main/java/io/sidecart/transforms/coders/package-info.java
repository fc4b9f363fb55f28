/**
 * How Sidecart's values cross a pipeline: compact, deterministic, and found by Beam itself, so that
 * no transform has to name them.
 */
@NullMarked
package io.sidecart.transforms.coders;

import org.jspecify.annotations.NullMarked;
