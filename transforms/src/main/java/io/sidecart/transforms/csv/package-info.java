/** Reading CSV files, plain or compressed, of which some rows may be broken. */
@NullMarked
package io.sidecart.transforms.csv;

import org.jspecify.annotations.NullMarked;
