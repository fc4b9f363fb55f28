/** Dictionaries of ids that are text, kept as Parquet beside the data. */
@NullMarked
package io.sidecart.transforms.ids;

import org.jspecify.annotations.NullMarked;
