/** The store of trained models: versions that appear whole, and a pointer to the one served. */
@NullMarked
package io.sidecart.transforms.models;

import org.jspecify.annotations.NullMarked;
