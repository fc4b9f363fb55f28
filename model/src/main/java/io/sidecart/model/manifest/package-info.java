/** What a stored model says of itself. */
@NullMarked
package io.sidecart.model.manifest;

import org.jspecify.annotations.NullMarked;
