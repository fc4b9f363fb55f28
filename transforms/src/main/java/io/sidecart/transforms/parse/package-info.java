/** Making events of raw messages. */
@NullMarked
package io.sidecart.transforms.parse;

import org.jspecify.annotations.NullMarked;
