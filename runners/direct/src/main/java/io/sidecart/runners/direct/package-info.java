/** What DirectRunner needs to be fast enough for a shop. */
@NullMarked
package io.sidecart.runners.direct;

import org.jspecify.annotations.NullMarked;
