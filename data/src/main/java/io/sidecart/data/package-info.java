/** Generated purchases with a known structure, for the demo, tests and drills. */
@NullMarked
package io.sidecart.data;

import org.jspecify.annotations.NullMarked;
