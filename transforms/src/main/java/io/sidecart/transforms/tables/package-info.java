/** Sidecart's batch data sets as Parquet: purchases, item features, own purchases, baselines. */
@NullMarked
package io.sidecart.transforms.tables;

import org.jspecify.annotations.NullMarked;
